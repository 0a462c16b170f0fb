//! What headers of many programs and languages mean.

use super::*;

/// What headers of one file, parted by `|`, are taken for.
#[track_caller]
fn check_all(headers: &str, fields: &str) {
    let got: Vec<&str> = headers
        .split('|')
        .map(|header| recognise(header).map_or("nothing", |guess| guess.field.as_str()))
        .collect();
    assert_eq!(got.join(" "), fields, "{headers}");
}

fn check(header: &str, expected: &str) {
    let got = recognise(header).map_or("nothing", |guess| guess.field.as_str());
    assert_eq!(got, expected, "{header:?}");
}

#[test]
fn plain_headers_of_many_languages_are_known() {
    for (header, field) in [
        ("First Name", "given"),
        ("FirstName", "given"),
        ("FIRST_NAME", "given"),
        ("Vorname", "given"),
        ("Prénom", "given"),
        ("Nombre", "given"),
        ("Nome completo", "full"),
        ("名", "given"),
        ("姓", "family"),
        ("Nachname", "family"),
        ("Apellidos", "family"),
        ("Sobrenome", "family"),
        ("Cognome", "family"),
        ("Achternaam", "family"),
        ("Nom", "family"),
        ("E-Mail-Adresse", "email"),
        ("Correo electrónico", "email"),
        ("メールアドレス", "email"),
        ("電話番号", "phone"),
        ("会社名", "company"),
        ("Unternehmen", "company"),
        ("Connected On", "connected_on"),
        ("Verbunden am", "connected_on"),
        ("Postleitzahl", "postcode"),
        ("Lead Number", "id"),
        ("first", "given"),
        ("last", "family"),
        ("zip", "postcode"),
        ("Who:Contact-email", "email"),
    ] {
        check(header, field);
    }
}

#[test]
fn labels_and_numbers_around_a_header_are_read() {
    for (header, field) in [
        ("E-mail 2 Address", "email"),
        ("E-mail 1 - Value", "email"),
        ("Phone 1 - Value", "phone"),
        ("Business Phone 2", "phone_work"),
        ("Home Phone", "phone_home"),
        ("Business Fax", "phone_fax"),
        ("Home Fax", "phone_fax"),
        ("Home Mobile", "phone_mobile"),
        ("Email Work", "email_work"),
        ("Telefon geschäftlich", "phone_work"),
        ("Telefon (privat)", "phone_home"),
        ("Fax geschäftlich", "phone_fax"),
        ("Téléphone (bureau)", "phone_work"),
        ("Correo electrónico 2", "email"),
        ("自宅電話番号", "phone_home"),
        ("Business Street", "street"),
        ("Home City", "city"),
        ("Address 1 - Postal Code", "postcode"),
        ("Work ZipCode", "postcode"),
        ("Business Country/Region", "country"),
        ("Company Phone", "phone_main"),
        ("Corporate Phone", "phone_main"),
        ("Person - Email", "email"),
        ("Person - Phone", "phone"),
        ("Organization - Name", "company"),
        ("E-mail 1 - Label", "label"),
        ("電話1", "phone"),
    ] {
        check(header, field);
    }
}

#[test]
fn address_books_of_other_languages_are_known() {
    for (headers, fields) in [
        (
            "Vorname|Weitere Vornamen|Nachname|Firma|Abteilung|Position|Straße geschäftlich|Ort geschäftlich|Postleitzahl geschäftlich|Land/Region geschäftlich|Fax geschäftlich|Telefon geschäftlich|Telefon (privat)|Mobiltelefon|Geburtstag|Kategorien|E-Mail-Adresse|E-Mail 2: Adresse|Notizen",
            "given middle family company department job_title street city postcode country phone_fax phone_work phone_home phone_mobile birthday tags email email note",
        ),
        (
            "Prénom|Deuxième prénom|Nom|Société|Service|Rue (bureau)|Ville (bureau)|Dép/Région (bureau)|Code postal (bureau)|Pays/Région (bureau)|Télécopie (bureau)|Téléphone (bureau)|Téléphone (domicile)|Tél. mobile|Anniversaire|Catégories|Adresse de messagerie|Adresse de messagerie 2|Fonction",
            "given middle family company department street city state postcode country phone_fax phone_work phone_home phone_mobile birthday tags email email job_title",
        ),
        (
            "Nombre|Segundo nombre|Apellidos|Organización|Puesto|Calle del trabajo|Ciudad de trabajo|Provincia o estado de trabajo|Código postal del trabajo|País o región del trabajo|Fax del trabajo|Teléfono del trabajo|Particular: teléfono|Móvil|Cumpleaños|Categorías|Dirección de correo electrónico|Dirección del correo electrónico 2|Notas",
            "given middle family company job_title street city state postcode country phone_fax phone_work phone_home phone_mobile birthday tags email email note",
        ),
        (
            "Nome|Segundo nome|Sobrenome|Empresa|Cargo|Endereço comercial - Rua|Cidade do endereço comercial|Endereço comercial - CEP|Fax comercial|Telefone comercial|Telefone residencial|Celular|Aniversário|Categorias|Endereço de email|Endereço de email 2|Anotações",
            "full middle family company job_title street city postcode phone_fax phone_work phone_home phone_mobile birthday tags email email note",
        ),
        (
            "名|姓|会社名|部署|役職|番地 (会社)|市区町村 (会社)|都道府県 (会社)|郵便番号 (会社)|国 (会社)/地域|会社 FAX|会社電話|自宅電話|携帯電話|誕生日|分類|電子メール アドレス|電子メール 2 アドレス|メモ",
            "given family company department job_title street city state postcode country phone_fax phone_work phone_home phone_mobile birthday tags email email note",
        ),
        (
            "Nome|Cognome|Società|Qualifica|Via (ufficio)|Città (ufficio)|CAP (ufficio)|Telefono (ufficio)|Cellulare|Compleanno|Indirizzo posta elettronica",
            "full family company job_title street city postcode phone_work phone_mobile birthday email",
        ),
        (
            "Voornaam|Achternaam|Bedrijf|Functie|Straat (werk)|Plaats (werk)|Postcode (werk)|Telefoon op werk|Mobiele telefoon|Verjaardag|E-mailadres",
            "given family company job_title street city postcode phone_work phone_mobile birthday email",
        ),
    ] {
        check_all(headers, fields);
    }
}

#[test]
fn programs_of_other_languages_are_known() {
    for (headers, fields) in [
        (
            "Datensatz-ID|Vorname|Mobiltelefonnummer|Für Kontakt zuständiger Mitarbeiter|Zugeordnetes Unternehmen|Erstellungsdatum|Accountname|Accountinhaber|Postanschrift: Ort",
            "id given phone_mobile owner company source_on company owner city",
        ),
        (
            "Name der Organisation|Titel in der Organisation|Abteilung der Organisation|Telefon 1 – Wert|Website 1 – Wert|Person - Besitzer|Fax-Nummer",
            "company job_title department phone website owner phone_fax",
        ),
        (
            "ID de la fiche d'informations|Nom du compte|Ville (adresse postale)|Code postal (adresse postale)|Pays (adresse postale)|Origine de la piste|Propriétaire de la piste|Organisation - Nom",
            "id company city postcode country lead_source owner company",
        ),
        (
            "ID de registro|Nombre de la cuenta|Ciudad de correspondencia|Código postal de correspondencia|País de correspondencia|Origen del prospecto|Propietario del prospecto|Estado del lead|Organización - Nombre",
            "id company city postcode country lead_source owner nothing company",
        ),
        (
            "Nome da conta|Cidade para correspondência|CEP para correspondência|Origem do lead|Proprietário do lead|País/Região do endereço comercial|Organização - Nome",
            "company city postcode lead_source owner country company",
        ),
        (
            "取引先名|市区郡(郵送先)|郵便番号(郵送先)|国(郵送先)|取引先責任者 所有者|コンタクト担当者|お電話番号|部署名|ミドル ネーム|〒|氏名（カナ）",
            "company city postcode country owner owner phone department middle postcode nothing",
        ),
        (
            "POSTALCODE|MOBILEPHONE|LEADSOURCE|CREATEDDATE|Company / Account|Company HQ Phone|Company Industry|Account Website|WhatsApp|Direct Phone Number",
            "postcode phone_mobile lead_source source_on company phone_main industry website phone_mobile phone",
        ),
        (
            "Préfixe du nom|Titre de l'organisation|Nom de l'organisation|Adresse 1 - Code postal|Dirección 1 - Código postal|Société du prospect|Sales owner|PLZ / Ort",
            "prefix job_title company postcode postcode company owner city",
        ),
        (
            "組織名|Cargo na organização|組織の役職|お名前(漢字)|ご役職|上司の名前|名刺交換日",
            "company job_title job_title full job_title nothing connected_on",
        ),
        (
            "Имя|Фамилия|Мобильный телефон|Vezetéknév|Keresztnév|Cég|Soyad|Şirket|Město|Země|회사|휴대폰|Επώνυμο|Τηλέφωνο",
            "given family phone_mobile family given company family company city country company phone_mobile family phone",
        ),
        (
            "Telefonnr.|Mobilnr.|Hausnr.|Geb.-Datum|N° de portable|Numéro de mobile|Tél. fixe|Tlf.|C.P.|Telefone fixo|Segundo apellido|Tussenvoegsel|Postnr.",
            "phone phone_mobile number birthday phone_mobile phone_mobile phone phone postcode phone family middle postcode",
        ),
    ] {
        check_all(headers, fields);
    }
}

#[test]
fn labels_of_values_are_no_values() {
    for header in [
        "Nom complet de l'adresse de messagerie",
        "Nombre de pantalla de correo electrónico",
        "Nome para exibição do email",
        "電子メール表示名",
        "E-Mail: Angezeigter Name",
        "Primary Email Source",
        "Job Start Date",
        "Lead Status",
        "Last Contact",
        "Organization 1 - Type",
        "First Contact",
    ] {
        check(header, "nothing");
    }
}

#[test]
fn a_kind_of_value_is_a_label() {
    for header in [
        "Address 1 - Type",
        "Website 1 - Type",
        "E-mail 1 - Type",
        "Phone 2 - Label",
        "Type de messagerie",
        "E-Mail-Typ",
        "E-mailtype",
        "Tipo de email",
        "Tipo de correo electrónico",
        "Tipo posta elettronica",
        "Telefon 1 – Label",
    ] {
        check(header, "label");
    }
}

#[test]
fn stages_and_opt_outs_have_headers_of_many_languages() {
    for header in [
        "Lifecycle Stage",
        "Phase du cycle de vie",
        "Lifecycle-Phase",
        "Etapa del ciclo de vida",
        "Fase do ciclo de vida",
        "Fase del ciclo di vita",
        "Levenscyclusfase",
        "ライフサイクルステージ",
    ] {
        check(header, "standing");
    }
    for header in [
        "Opted out of email: One to One",
        "Unsubscribed from all email",
        "Person - Marketing status",
        "Person - Marketing-Status",
        "Statut marketing",
        "Estado de marketing",
        "Status de marketing",
    ] {
        check(header, "do_not_email");
    }
}

#[test]
fn columns_about_somebody_else_are_nobodys_address() {
    for header in [
        "Manager's Name",
        "Assistant's Name",
        "Spouse",
        "Owner Email",
        "Created By Email",
        "Email Status",
    ] {
        check(header, "nothing");
    }
    check("Contact owner", "owner");
    check("Account Owner", "owner");
}

#[test]
fn every_field_word_is_its_own_header() {
    for field in Field::ALL {
        check(field.as_str(), field.as_str());
    }
}

#[test]
fn what_other_programs_call_an_opt_out_is_known() {
    for (header, field) in [
        ("DoNotCall", "do_not_call"),
        ("Do Not Call", "do_not_call"),
        ("Person - Do not call", "do_not_call"),
        ("HasOptedOutOfEmail", "do_not_email"),
        ("Email Opt Out", "do_not_email"),
        ("Unsubscribed from all email", "do_not_email"),
        ("Opted out of email: One to One", "do_not_email"),
        ("hs_email_optout", "do_not_email"),
        ("Person - Do not email", "do_not_email"),
        ("Do Not Contact", "do_not_contact"),
        ("Person - Do not contact", "do_not_contact"),
    ] {
        check(header, field);
    }
}
