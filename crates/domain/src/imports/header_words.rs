//! How headers are worded: phrases of each field and words of each label, in many languages.
//!
//! Phrases are written as people see them and folded when the table is made; `|` parts them. The languages
//! are English, German, French, Spanish, Portuguese, Italian, Dutch, Japanese, Polish, Chinese and Swedish.

pub(crate) mod more_languages;

use super::fields::Field;
use crate::people::Label;

/// Headers that mean a field whatever stands around them.
pub(crate) const PHRASES: &[(Field, &str)] = &[
    (
        Field::Given,
        "given|first|first name|given name|forename|fname|firstname|givenname|christian name|Vorname|Rufname|prénom|prenom|nombre|nombre de pila|primer nombre|primeiro nome|nome próprio|nome di battesimo|voornaam|roepnaam|名|下の名前|ファーストネーム|名前 名|imię|imie|名字|förnamn|fornavn|jméno|legal first name|nombres|お名前 名|given names|first names|preferred name|preferred first name|Vornamen|Rufname Vorname|prénoms|prénom usuel|prénom du contact|nombres de pila|prenome|nomes|nome de batismo|名前名|名（漢字）|お名前（名）|invitee first name|contact first name",
    ),
    (
        Field::Middle,
        "middle|middle name|additional name|second name|zweiter Vorname|weitere Vornamen|deuxième prénom|autres prénoms|segundo nombre|nome do meio|segundo nome|secondo nome|tweede voornaam|ミドルネーム|drugie imię|mellannamn|other names|middle initial|middle names|mittlerer Name|Mittelname|autre prénom|second prénom|segundo nombre de pila|nomes do meio|tussenvoegsel|voorvoegsel|ミドル ネーム",
    ),
    (
        Field::Family,
        "family|last|last name|family name|surname|lname|lastname|familyname|second surname|Nachname|Familienname|Zuname|nom de famille|nom|apellido|apellidos|primer apellido|sobrenome|último nome|apelido|cognome|achternaam|familienaam|姓|苗字|名字 姓|ラストネーム|名前 姓|nazwisko|姓氏|efternamn|efternavn|příjmení|お名前 姓|family names|last names|Familien-Name|nom de famille usuel|nom d'usage|nom patronymique|apellido paterno|apellido 1|apellido materno|apellido 2|segundo apellido|1er apellido|2º apellido|second last name|apellidos del contacto|nome de família|últimos nomes|últimos apelidos|sobrenomes|名字|姓（漢字）|お名前（姓）|名前姓|氏|invitee last name|contact last name",
    ),
    (
        Field::Full,
        "full|full name|display name|contact name|person name|name of contact|contact person|attendee name|customer name|lead name|vollständiger Name|Anzeigename|Ansprechpartner|Ansprechpartnerin|Kontaktperson|Kontaktname|Vor- und Nachname|Vorname Nachname|nom complet|nom affiché|nom et prénom|prénom et nom|nombre completo|nombre y apellidos|nombre y apellido|nombre para mostrar|persona de contacto|nome completo|nome e cognome|nome de exibição|volledige naam|weergavenaam|contactpersoon|氏名|お名前|名前|フルネーム|表示名|担当者|担当者名|連絡先名|imię i nazwisko|imie i nazwisko|nazwa wyświetlana|姓名|联系人|联系人姓名|fullständigt namn|participant|participant name|teilnehmer|attendee|fullname|complete name|name and surname|name surname|first and last name|first name last name|name first last|contact full name|lead full name|invitee name|recipient name|guest|guest name|delegate|delegate name|member name|decision maker|primary contact|main contact|Name Ansprechpartner|Name des Ansprechpartners|Ansprechpartner Name|Ansprechperson|Kontaktperson Name|Name der Kontaktperson|Ansprechpartner/in|Ansprechpartner:in|Vorname und Nachname|Nachname Vorname|Name Vorname|Vorname Name|Name und Vorname|Vorname und Name|Name vollständig|ganzer Name|kompletter Name|Teilnehmername|Name des Teilnehmers|Name des Kontakts|Entscheider|nom prénom|prénom nom|nom et prénoms|nom/prénom|interlocuteur|personne de contact|personne à contacter|nom de l'interlocuteur|participante|apellidos y nombre|apellidos y nombres|nombres y apellidos|nombre apellidos|apellidos, nombre|nombre de contacto|nombre del contacto principal|persona contacto|interlocutor|pessoa de contato|pessoa de contacto|nome do contato|nome do contacto|nome do contato completo|nome e sobrenome|nome e apelido|nome contato|nome contacto|nome do cliente|cognome e nome|persona di contatto|referente|nome del contatto|volledige naam contactpersoon|contactpersoon naam|naam contactpersoon|voor en achternaam|ご担当者|ご担当者名|ご担当者様|お客様名|顧客名|氏名（漢字）|姓名（漢字）|担当者氏名|名前（フルネーム）|参加者|参加者名|代表者|代表者名|担当者様|連絡先|コンタクト名|リード名|取引先責任者名|取引先責任者|fullt namn|namn förnamn efternamn|kontaktperson|nom du contact|nombre del contacto|nombre contacto",
    ),
    (
        Field::Prefix,
        "prefix|name prefix|salutation|honorific|courtesy title|Anrede|Namenspräfix|civilité|titre de civilité|tratamiento|saludo|tratamento|titolo di cortesia|aanhef|敬称|zwrot|civility|title prefix|form of address|Anrede Titel|Titel Anrede|akademischer Titel|akad Titel|akad. Grad|Namensvorsatz|titre honorifique|formule de politesse|tratamiento/título|forma de tratamento|pronome de tratamento|trattamento|titolo onorifico|titulatuur|oslovení|敬称 接頭辞|titel voor de naam|様|préfixe|préfixe du nom|prefijo|prefijo del nombre|prefixo|prefixo do nome|prefisso|prefisso del nome|voorvoegsel naam",
    ),
    (
        Field::Suffix,
        "suffix|name suffix|Namenszusatz|Namenssuffix|suffixe|sufijo|sufixo|suffisso|achtervoegsel|接尾辞|suffix du nom|suffixe du nom|sufijo del nombre|sufixo do nome|suffisso del nome",
    ),
    (
        Field::Nickname,
        "nickname|nick|nick name|Spitzname|surnom|apodo|alias|apelidos|soprannome|bijnaam|ニックネーム|pseudonim|preferred nickname|Rufname Spitzname|sobriquet|あだ名|愛称|通称",
    ),
    (
        Field::JobTitle,
        "job title|jobtitle|job|position|role|current position|current title|occupation|designation|organization title|function|Berufsbezeichnung|Stellenbezeichnung|Funktion|Beruf|Jobtitel|Positionsbezeichnung|Stelle|poste|fonction|intitulé du poste|titre du poste|profession|puesto|cargo|puesto de trabajo|profesión|título del puesto|função|posição|profissão|posizione|qualifica|ruolo|mansione|professione|functie|functietitel|beroep|役職|肩書き|肩書|職種|stanowisko|职位|职务|职称|befattning|titel på jobbet|stilling|job role|job position|job name|position title|work title|professional title|title position|business title|job title role|current job|current job title|headline role|Position im Unternehmen|Position/Funktion|Funktion/Position|Funktion im Unternehmen|berufliche Position|Tätigkeit|Rolle|Stellung|Job-Titel|Berufsbez|poste occupé|poste actuel|intitulé de poste|intitulé de fonction|titre professionnel|métier|rôle|emploi|cargo actual|cargo o puesto|puesto/cargo|cargo/puesto|rol|ocupación|posición|título profesional|título de trabajo|título do cargo|título profissional|cargo/função|função/cargo|ocupação|cargo atual|incarico|carica|titolo professionale|titolo di lavoro|posizione lavorativa|rol functie|beroepstitel|お役職|役職/職種|肩書き・役職|職位|職業|部署役職",
    ),
    (
        Field::Department,
        "department|dept|departments|organization department|Abteilung|service|département|departamento|área|area de trabajo|reparto|dipartimento|afdeling|部署|部門|所属|dział|部门|avdelning|division|team|business unit|work department|Bereich|Team|Geschäftsbereich|Ressort|Referat|Organisationseinheit|direction|pôle|équipe|unité|sección|división|equipo|setor/departamento|divisão|seção|equipe|equipa|unidade|divisione|ufficio|部署名|所属部署|部課|事業部|課",
    ),
    (
        Field::Company,
        "company|company name|organization|organisation|organization name|organisation name|account name|account|employer|current company|business name|firm|associated company|primary company|associated company name|Firma|Firmenname|Unternehmen|Unternehmensname|Organisation|Arbeitgeber|Betrieb|société|entreprise|nom de l'entreprise|nom de la société|organisation nom|employeur|raison sociale|empresa|compañía|nombre de la empresa|nombre de la compañía|organización|nome da empresa|companhia|organização|razão social|azienda|società|nome azienda|ragione sociale|organizzazione|bedrijf|bedrijfsnaam|organisatie|werkgever|会社|会社名|企業名|勤務先|組織|所属会社|firma|nazwa firmy|organizacja|公司|公司名称|单位|företag|företagsnamn|virksomhed|společnost|company / account|account company|companyname|organisation/company|company/organization|company or organization|current employer|place of work|workplace|business|corporation|institution|establishment|Firma/Organisation|Firma oder Organisation|Unternehmen/Organisation|Unternehmen/Firma|Name der Firma|Name des Unternehmens|Name der Organisation|Firmierung|Firmenbezeichnung|Account|Accountname|Kontoname|Kunde Firma|Institution|Einrichtung|Organisationsname|zugehöriges Unternehmen|zugeordnetes Unternehmen|aktuelles Unternehmen|Gesellschaft|Verein|nom du compte|nom entreprise|nom société|nom de l'organisation|nom de l'organisme|organisme|établissement|structure|compagnie|dénomination sociale|entreprise actuelle|entreprise associée|société/organisme|entreprise/organisation|nombre de la cuenta|nombre cuenta|nombre empresa|nombre de empresa|nombre de la organización|razón social|organismo|institución|entidad|sociedad|empresa actual|empresa asociada|empresa u organización|nome da conta|nome empresa|nome da organização|nome da companhia|instituição|entidade|empresa atual|empresa associada|sociedade|razão social da empresa|nome dell'azienda|nome società|nome account|ente|ditta|impresa|denominazione|denominazione sociale|naam bedrijf|bedrijf/organisatie|organisatienaam|accountnaam|naam organisatie|会社・団体名|会社名・団体名|企業・団体名|法人名|団体名|組織名|貴社名|御社名|社名|勤務先名|勤め先|勤務先会社名|所属企業|所属団体|所属組織|取引先|取引先名|店名|屋号|関連会社|会社名（法人名）",
    ),
    (
        Field::Email,
        "email|e mail|mail|email address|e mail address|emailaddress|mail address|primary email|secondary email|e mail adresse|Mailadresse|E-Mail-Adresse|adresse e-mail|adresse mail|adresse électronique|courriel|adresse de messagerie|e mail direccion|correo|correo electrónico|dirección de correo|dirección de correo electrónico|dirección de email|dirección del correo electrónico|indirizzo posta elettronica|endereço de email|endereço de e-mail|correio eletrônico|correio electrónico|indirizzo email|indirizzo e-mail|indirizzo di posta elettronica|posta elettronica|e-mailadres|mailadres|メール|メールアドレス|Eメール|電子メール|電子メール アドレス|電子メールアドレス|Eメールアドレス|adres e-mail|adres email|poczta|电子邮件|电子邮件地址|邮箱|邮件|e-postadress|epost|e-post|mejl|email id|direct email|email addresses|emails|e mails|mails|e-mail id|mail id|email 1|contact email|internet address|electronic mail|business e mail address|Mail-Adresse|Emailadresse|E-Mailadresse|E-Post|elektronische Post|Email-Kontakt|adresse de courriel|adresse courriel|adresse de messagerie électronique|adresse de courrier électronique|adresse mèl|mél|mel|messagerie|courrier électronique|adresse email|correo e|correo electronico 1|correos|dirección e-mail|dirección email|dirección electrónica|email de contacto|correo de contacto|mail de contacto|cuenta de correo|endereço eletrônico|endereço eletrónico|endereço de correio eletrônico|endereço de correio eletrónico|endereço de correio electrónico|correio eletrónico|correio|e-mail de contato|email do contato|indirizzo di posta|indirizzo mail|indirizzo elettronico|emailadres|e-mail adres|メール アドレス|mail アドレス|E-mailアドレス|Emailアドレス|電子メール アドレス 1|メアド|連絡先メールアドレス|PCメール|PCメールアドレス|携帯メール|携帯メールアドレス|invitee email|attendee email|email adresse|additional email addresses|additional emails|other emails|other email addresses|weitere E-Mail-Adressen|autres adresses e-mail|otros correos|outros e-mails",
    ),
    (
        Field::EmailWork,
        "business email|work email|company email address|email professionnel|email de l'entreprise|official email|office email|professional email|corporate email|business email address|E-Mail geschäftlich|dienstliche E-Mail|Firmen-E-Mail|courriel professionnel|mail pro|email pro|correo corporativo|correo de empresa|correo del trabajo|email corporativo|e-mail corporativo|email profissional|e-mail profissional|email aziendale|会社メール|会社メールアドレス|勤務先メールアドレス",
    ),
    (
        Field::EmailHome,
        "private email|personal email|home email|E-Mail privat|private E-Mail|courriel personnel|email personnel|mail perso|correo personal|email personal|email pessoal|e-mail pessoal|email personale|個人メール|個人メールアドレス|自宅メールアドレス",
    ),
    (
        Field::Phone,
        "phone|phone number|telephone|telephone number|tel|tel no|phone no|contact number|primary phone|direct phone|direct dial|direct line|direct|work direct phone|other phone|phone direct|Telefon|Telefonnummer|Telefon-Nr|Rufnummer|Festnetz|Tel Nr|téléphone|numéro de téléphone|n° de téléphone|téléphone fixe|tél|teléfono|número de teléfono|teléfono fijo|telefone|número de telefone|telefono|numero di telefono|telefoon|telefoonnummer|電話|電話番号|TEL|telefon|numer telefonu|nr telefonu|电话|电话号码|telefonnummer|phone video|callback|car phone|telefonní číslo|phones|phone numbers|telephone no|tel number|telno|phone 1|contact no|contact phone|contact phone number|best phone|preferred phone|landline|land line|fixed line|direct number|direct phone number|ddi|Tel.-Nr|Telefon-Nummer|Telefonnr|Tel-Nummer|Tel|Fon|Festnetznummer|Festnetznr|Telefon Festnetz|Tel Festnetz|Fernsprecher|Rückrufnummer|Kontakttelefon|tél fixe|téléphone 1|n° tél|n° téléphone|no de téléphone|no tél|num tél|numéro tél|numéro fixe|ligne fixe|fixe|ligne directe|téléphone direct|téléphone de contact|tel fixe|tlf|tlfno|tfno|tfn|telf|tel fijo|fijo|núm teléfono|nº teléfono|nº de teléfono|número telefónico|teléfono de contacto|teléfono directo|teléfono 1|línea directa|fone|fone 1|tel fixo|telefone fixo|fixo|nº de telefone|nº telefone|número de contato|telefone de contato|telefone de contacto|telefone direto|contacto telefónico|ramal direto|tel fisso|telefono fisso|fisso|recapito telefonico|n telefono|numero telefono|vaste telefoon|vast nummer|telefoonnr|tel nr|お電話|お電話番号|ＴＥＬ|固定電話|固定電話番号|連絡先電話番号|直通|直通電話|直通番号|連絡先番号|電話/携帯",
    ),
    (
        Field::PhoneMobile,
        "mobile|mobile phone|mobile number|mobile phone number|cell|cell phone|cellphone|cellular|mobile no|Handy|Handynummer|Mobil|Mobiltelefon|Mobilnummer|Mobilfunk|Mobilfunknummer|portable|téléphone portable|téléphone mobile|mobile téléphone|móvil|teléfono móvil|celular|teléfono celular|número de celular|número de móvil|telemóvel|telefone celular|telefone móvel|cellulare|telefono cellulare|numero di cellulare|mobiel|mobiele telefoon|mobiel nummer|gsm|携帯|携帯電話|携帯番号|携帯電話番号|komórka|telefon komórkowy|手机|手机号|手机号码|移动电话|mobiltelefon|mobilnummer|whatsapp|mob|mobile tel|mobile telephone|mobile telephone number|cell no|cell number|handphone|hand phone|mobile phone 1|whats app|whatsapp number|sms|Mobilfunk-Nr|Mobilnr|Mobil-Nr|Handynr|Handy-Nr|Mobiltelefonnummer|Mobiltelefon-Nr|Mobil-Tel|Mobil Telefon|Handytelefon|Natel|tél portable|tél port|tel portable|tél mobile|tel mobile|n° portable|n° de portable|n° mobile|numéro de portable|numéro portable|numéro de mobile|numéro mobile|numéro de téléphone mobile|numéro de téléphone portable|cellulaire|téléphone cellulaire|gsm portable|móviles|tel móvil|tlf móvil|nº móvil|número móvil|número de teléfono móvil|número de teléfono celular|teléfono mobile|celulares|nº celular|número celular|tel celular|número do celular|número de telefone celular|número de telemóvel|nº telemóvel|telefone celular/whatsapp|celular/whatsapp|tlm|cel|cellulari|tel cellulare|numero cellulare|telefono mobile|numero di telefono cellulare|mobiel nr|mobiele nummer|mobiel telefoonnummer|06 nummer|ケータイ|携帯tel|携帯電話(番号)|モバイル|携帯 電話|mobiltelefonnummer",
    ),
    (
        Field::PhoneWork,
        "business phone|work phone|office phone|phone work|geschäftlich|Telefon geschäftlich|Geschäftstelefon|Bürotelefon|Durchwahl|téléphone professionnel|téléphone bureau|téléphone bureau 2|teléfono del trabajo|teléfono de la oficina|teléfono oficina|telefone comercial|telefone do trabalho|telefono ufficio|telefono lavoro|telefoon werk|zakelijke telefoon|勤務先電話|会社電話|勤務先電話番号|telefon służbowy|办公电话|工作电话|office number|office tel|work number|business number|business telephone|work telephone|office telephone|Telefon dienstlich|Tel dienstlich|Diensttelefon|Firmentelefon|Tel Büro|Telefon Büro|Tel Firma|Telefon Arbeit|Telefon-Durchwahl|Tel Durchwahl|téléphone pro|tél pro|tél professionnel|tél bureau|tél travail|téléphone travail|ligne professionnelle|teléfono trabajo|teléfono laboral|teléfono empresa|teléfono de empresa|teléfono profesional|tel trabajo|tel oficina|telefone profissional|telefone trabalho|telefone escritório|telefone do escritório|tel comercial|fone comercial|telefono aziendale|tel ufficio|telefono di lavoro|telefono azienda|telefoon zakelijk|zakelijk nummer|werktelefoon|会社TEL|勤務先TEL|会社電話番号|オフィス電話|電話（会社）|電話（勤務先）",
    ),
    (
        Field::PhoneHome,
        "home phone|phone home|Telefon privat|Privattelefon|téléphone domicile|teléfono particular|teléfono de casa|teléfono personal|telefone residencial|telefone de casa|telefono abitazione|telefono casa|telefoon thuis|telefoon privé|自宅電話|自宅電話番号|telefon domowy|住宅电话|家庭电话|home tel|home number|home telephone|residence phone|private phone|Tel privat|privates Telefon|Telefon zu Hause|Privatnummer|téléphone personnel|tél perso|tél domicile|tél personnel|téléphone perso|téléphone privé|teléfono casa|teléfono privado|teléfono del domicilio|tel casa|telefone pessoal|telefone casa|fone residencial|tel residencial|telefono privato|telefono di casa|tel abitazione|telefoon prive|privénummer|自宅TEL|自宅 電話|電話（自宅）",
    ),
    (
        Field::PhoneMain,
        "main phone|company phone|company main phone|corporate phone|company phone number|hq phone|switchboard|Zentrale|Telefonzentrale|Haupttelefon|Telefon Firma|standard téléphonique|téléphone société|centralita|teléfono principal|telefone principal|telefone da empresa|centralino|会社代表電話|代表電話|代表電話番号|公司电话|company hq phone|headquarters phone|main number|main line|office main phone|company telephone|organization phone|account phone|Firmenzentrale|Zentralnummer|Telefon Zentrale|Tel Zentrale|Zentralrufnummer|téléphone standard|numéro du standard|téléphone de l'entreprise|téléphone entreprise|teléfono centralita|teléfono de la empresa principal|número de centralita de la organización|teléfono de la compañía|telefone geral|telefone principal da empresa|telefone da companhia|PABX|telefono centralino|telefono sede|hoofdnummer|algemeen telefoonnummer|大代表|代表番号|代表TEL|会社代表",
    ),
    (
        Field::PhoneFax,
        "fax|fax number|telefax|Faxnummer|business fax|home fax|other fax|télécopie|télécopieur|número de fax|numero di fax|faxnummer|ファックス|FAX番号|传真|faks|fax no|facsimile|work fax|Fax-Nummer|Fax-Nr|Faxnr|Telefaxnummer|télécopie professionnelle|n° de fax|numéro de télécopie|fax bureau|n° fax|nº de fax|nº fax|fax trabajo|fax comercial|FAX 番号|ファクス|ファクシミリ|ＦＡＸ|ＦＡＸ番号",
    ),
    (
        Field::Website,
        "website|web site|web page|webpage|homepage|home page|company website|website url|company url|domain|company domain name|web|www|internet|Webseite|Webadresse|Internetseite|site web|site internet|page web|sitio web|página web|site|sito web|sito|pagina web|webpagina|ウェブサイト|ホームページ|URL 会社|strona www|strona internetowa|网站|网址|webbplats|personal web page|url|website 1|web url|web address|web site url|company web|organization website|account website|Internet-Adresse|Internetadresse|Web-Adresse|Homepage-URL|Firmenwebsite|Firmenwebseite|site internet de l'entreprise|site de l'entreprise|site de la société|URL du site web|URL du site|sitio|sitio web de la empresa|página|dirección web|url del sitio web|página da web|página web da empresa|página da internet|endereço web|site da empresa|url do site|sito internet|sito aziendale|indirizzo web|website bedrijf|Webサイト|WEBサイト|Web ページ|Webページ|サイト|サイトURL|会社HP|会社URL|HP|ホームページURL|ウェブページ",
    ),
    (
        Field::Profile,
        "profile|linkedin|linked in url|linkedin url|linkedin profile|linkedin profile url|person linkedin url|profile url|public profile url|LinkedIn-Profil|Profil|Profil-URL|profil linkedin|perfil de linkedin|perfil|profilo linkedin|linkedin-profiel|twitter|twitter url|facebook|facebook url|xing|xing profil|instagram|github|bluesky|mastodon|linkedin bio|hs linkedin url|プロフィール|linkedin contact profile url|contact linkedin url|linkedin link|linkedin page|linkedin account|li profile|li url|sales navigator url|sales navigator profile|social profile|social media|profile link|profillink|LinkedIn-Profil-URL|LinkedIn-URL|LinkedIn-Link|LinkedIn Kontakt|XING-Profil-URL|XING-URL|URL du profil|URL de profil|lien linkedin|URL LinkedIn|profil public|URL del perfil|URL de perfil|enlace linkedin|perfil público|URL do perfil|perfil do linkedin|link do linkedin|link linkedin|url profilo|プロフィールURL|LinkedInプロフィール|linkedin url public|linkedin profil",
    ),
    (
        Field::Street,
        "street|street address|address|address line 1|address1|address 1|mailing street|mailing address|postal address|street 1|address street|company address|Straße|Strasse|Str|Anschrift|Adresse|Adresszeile 1|Straße Nr|Straße und Hausnummer|Postanschrift|rue|adresse|adresse postale|adresse 1|voie|adresse ligne 1|calle|dirección|dirección postal|domicilio|dirección 1|rua|endereço|logradouro|morada|via|indirizzo|straat|adres|straat en huisnummer|住所|番地|住所1|町名番地|ulica|地址|街道|gata|gatuadress|adress|vej|address full|street name|street line 1|address street 1|mailing street 1|home address|work address|business address|street and number|full street address|postal address 1|contact address|person street|Straße und Nr|Straße & Hausnummer|Straße/Hausnr|Straße, Nr|Straße/Nr|Strasse Nr|Straße Hausnummer|Straßenname|Postadresse|Hausadresse|Lieferadresse|Firmenanschrift|Firmenadresse|Geschäftsadresse|Privatanschrift|Wohnadresse|Kontaktadresse|Besucheradresse|rue et numéro|numéro et rue|n° et rue|adresse complète|adresse ligne1|adresse de l'entreprise|adresse professionnelle|adresse personnelle|adresse de contact|calle y número|dirección completa|dirección línea 1|dirección de la empresa|dirección postal 1|domicilio fiscal|vía|dirección de contacto|rua e número|endereço completo|endereço 1|endereço linha 1|endereço da empresa|endereço postal|avenida|indirizzo completo|indirizzo 1|via e numero|via e numero civico|indirizzo sede|indirizzo aziendale|straatnaam|straat en nummer|straat + huisnummer|bezoekadres|postadres|ご住所|住所（番地）|町名・番地|町域・番地|町名番地・建物名|所在地|会社住所|勤務先住所|自宅住所|丁目番地|番地・建物|以降の住所|町名",
    ),
    (
        Field::Number,
        "house number|street number|house no|Hausnummer|Haus-Nr|numéro de rue|número exterior|número da casa|numero civico|huisnummer|numer domu|no house|house nr|building number|Hausnr|Hs-Nr|numéro de voie|n° de rue|n° de voie|número de casa|número de calle|número do endereço|num casa|n civico|civico|huisnr|nr domu",
    ),
    (
        Field::Line2,
        "line2|address line 2|address2|address 2|street 2|street 3|address line 3|address extended address|address po box|po box|extended address|suite|apartment|unit|Adresszusatz|Adresszeile 2|Postfach|complément d'adresse|adresse 2|boîte postale|dirección 2|apartado|apartado de correos|complemento|caixa postal|casella postale|indirizzo 2|postbus|adresregel 2|建物名|住所2|マンション名|私書箱|address 2nd line|street line 2|mailing street 2|apt|floor|building|building name|Adresszusatz 2|Adresszusatz 1|Zusatz|Etage|Gebäude|complément adresse|adresse ligne 2|bâtiment|étage|lieu-dit|cedex|línea 2|dirección línea 2|piso|edificio|planta|endereço 2|endereço linha 2|bairro|andar|edifício|freguesia|piano|scala|frazione|toevoeging|huisnummertoevoeging|ビル名|建物名・部屋番号|建物・部屋番号|マンション・ビル名|建物|部屋番号|番地以降",
    ),
    (
        Field::City,
        "city|town|suburb|locality|mailing city|address city|Ort|Stadt|Wohnort|ville|localité|commune|ciudad|población|localidad|municipio|cidade|município|localidade|città|comune|località|plaats|woonplaats|stad|市区町村|市|都市|miasto|miejscowość|城市|市县|ort|postort|by|city town|town city|city name|home city|work city|business city|place|municipality|person city|Ortschaft|Gemeinde|Stadt/Ort|Ort/Stadt|Wohnsitz|Firmensitz|Standort|commune ville|ville/commune|ciudad/población|ciudad o localidad|municipio/ciudad|ciudad de residencia|cidade/município|concelho|municipalidade|localitá|comune/città|gemeente|vestigingsplaats|市町村|市区町村名|市区郡|都市名|市/区/郡",
    ),
    (
        Field::State,
        "state|province|region|county|state province|state region|mailing state|mailing state province|address region|address state|Bundesland|Kanton|Land Kanton|Bundesland Kanton|Bundesland/Provinz|département région|région|province état|provincia|estado|estado o provincia|comunidad autónoma|distrito|uf|provincia regione|regione|provincie|都道府県|県|województwo|省|州|省份|län|dép région|province o estado|provincia o estado|estado o provincia|state or province|province or state|state/territory|prefecture|territory state|Kanton/Bundesland|Bundesland/Kanton|Region|Provinz|région/province|province/région|département|estado/provincia|provincia/estado|comunidad|departamento/estado|región|estado (uf)|estado/uf|uf/estado|estado/província|província|região|regione/provincia|provincia (sigla)|prov|都道府県名|県名|州/県|都道府県/州",
    ),
    (
        Field::Postcode,
        "postcode|postal code|zip|zip code|zipcode|zip postal code|post code|mailing zip|mailing zip postal code|address postal code|address zip|PLZ|Postleitzahl|code postal|cp|código postal|codigo postal|cep|cap|codice postale|codice di avviamento postale|郵便番号|kod pocztowy|邮编|邮政编码|postnummer|psč|zip postcode|postal zip|postal zip code|zip postal|mailing postal code|mailing postcode|mailing zip code|pin code|pincode|eircode|person zip code|Post-Leitzahl|Postltz|C P|code postal/zip|CP/code postal|c postal|cód postal|código postal/zip|cod postal|código de endereçamento postal|cód. postal|cep/código postal|zip/cep|c.a.p.|postkode|postnr|〒|〒番号|郵便 番号|郵便No",
    ),
    (
        Field::Country,
        "country|country region|country code|nation|mailing country|address country|country region name|Land|Staat|Land Region|Land/Region|pays|pays région|país|país o región|país região|paese|nazione|stato|paese area geografica|land regio|国|国名|国 地域|国/地域|kraj|国家|国家/地区|land region|country name|country/territory|home country|work country|country of residence|mailing country/territory|person country|Länderkennung|Länderkürzel|Ländercode|Staat/Land|Land/Staat|Landeskennzeichen|pays de résidence|code pays|país de residencia|código de país|código do país|país/territorio|nación|nacion|nação|stato/nazione|codice paese|landcode|国コード|国/リージョン|国または地域|居住国",
    ),
    (
        Field::Birthday,
        "birthday|birth date|date of birth|dob|born|Geburtstag|Geburtsdatum|date de naissance|anniversaire|cumpleaños|fecha de nacimiento|aniversário|data de nascimento|compleanno|data di nascita|verjaardag|geboortedatum|誕生日|生年月日|data urodzenia|urodziny|生日|出生日期|födelsedag|födelsedatum|birthdate|birth day date|date birth|bday|b day|geb|Geb.-Datum|Geb.datum|Geb.Dat|Gebdatum|geboren|geboren am|Geburtsdat|Geb-Tag|né le|né(e) le|date naissance|date de naiss|naissance|ddn|f nacimiento|f. nac|fecha nacimiento|fecha nac|nacimiento|nacido el|data nascimento|data nasc|dt nascimento|dt nasc|nascimento|nascido em|data de aniversário|data nascita|nato il|nascita|geb datum|geboren op|お誕生日|生まれ",
    ),
    (
        Field::BirthYear,
        "birth year|year of birth|Geburtsjahr|année de naissance|año de nacimiento|ano de nascimento|anno di nascita|year birth|Jahrgang|ano nascimento|año nacimiento|anno nascita|生年|誕生年",
    ),
    (Field::BirthMonth, "birth month|month of birth|Geburtsmonat|mois de naissance"),
    (Field::BirthDay, "birth day|day of birth|jour de naissance"),
    (
        Field::ConnectedOn,
        "connected on|connected|connection date|Verbunden am|Vernetzt am|connecté le|date de connexion|relation depuis|conectado el|fecha de conexión|conectado em|data da conexão|collegato il|data collegamento|collegato in data|verbonden op|gekoppeld op|つながった日|接続日|połączono|data nawiązania kontaktu|连接日期|建立联系时间|kontakt sedan|connected since|connection since|date connected|connected date|linked on|vernetzt seit|verbunden seit|Kontakt seit|Datum der Vernetzung|Verbindungsdatum|Kontaktdatum Vernetzung|connexion le|en relation depuis|relation créée le|relation établie le|date de mise en relation|mise en relation le|date de la relation|ajouté le|date d'ajout|conectados desde|conectado desde|contacto desde|en contacto desde|fecha de contacto|fecha de la conexión|conexión desde|conectado a|ligado em|ligados em|data de conexão|data da ligação|data de ligação|conexão em|conectados em|conectado desde em|conectou-se em|collegati dal|collegato dal|data di collegamento|data del collegamento|connesso il|verbonden sinds|datum verbinding|つながりになった日|つながりを承認した日|つながりを申請した日|つながり申請日|つながり承認日|つながりの日付|つながった日付|つながった日時|つながり日|つながり開始日|コンタクト日|接続した日|接続日時|つながりができた日|连接于|加为好友日期|Kontaktdatum|ansluten den|kontakt skapad|名刺交換日|交換日",
    ),
    (
        Field::SourceOn,
        "create date|created date|created|created on|created at|date created|date added|added on|record created|Erstelldatum|Erstellt am|Angelegt am|Erstellungsdatum|date de création|créé le|fecha de creación|creado el|data de criação|criado em|data di creazione|creato il|aanmaakdatum|aangemaakt op|作成日|登録日|data utworzenia|创建日期|创建时间|person created|person person created|lead created|skapad|created time|createdate|createddate|creation date|creation time|entry date|record date|added|added date|added time|date entered|date of entry|date imported|registered on|registration date|signup date|Erstellungszeit|Erfassungsdatum|erfasst am|Anlagedatum|hinzugefügt am|Aufnahmedatum|aufgenommen am|Eintragsdatum|Datum der Erstellung|date création|date d'ajout du contact|ajoutée le|date de saisie|saisi le|date d'enregistrement|date d'inscription|fecha creación|fecha alta|fecha de alta|fecha de registro|añadido el|agregado el|creado|data criação|data de cadastro|data do cadastro|cadastrado em|adicionado em|criado|data de registo|data de inclusão|data creazione|data inserimento|inserito il|creato|datum aangemaakt|toegevoegd op|作成日時|登録日時|登録年月日|追加日|入力日|作成",
    ),
    (
        Field::LeadSource,
        "lead source|source|original source|lead origin|origin|contact source|how did you hear about us|Quelle|Leadquelle|Lead-Quelle|Herkunft|source du prospect|source du lead|origine|origen|fuente|origen del lead|fonte|origem|origem do lead|fonte del lead|bron|leadbron|リードソース|ソース|流入元|źródło|来源|线索来源|källa|leadsource|lead source original|source of lead|where from|acquisition source|original traffic source|utm source|Kontaktquelle|Herkunft des Leads|Lead-Herkunft|Lead Quelle|Leadherkunft|gefunden über|aufmerksam geworden durch|source de la piste|origine de la piste|origine du contact|origine du lead|source du contact|provenance|canal d'acquisition|origen del prospecto|fuente del prospecto|fuente del lead|origen del contacto|fuente de origen|procedencia|cómo nos conoció|fonte do lead|origem do contato|origem do contacto|procedência|canal de origem|como nos conheceu|origine lead|provenienza|origine del contatto|herkomst|leadbron origineel|獲得経路|情報源|リード元|リードの獲得元|流入経路|獲得元|きっかけ",
    ),
    (
        Field::Reason,
        "reason|reason for call|call reason|trigger|Anlass|Grund|Gesprächsanlass|motif|raison|motivo|reden|理由|powód",
    ),
    (
        Field::Owner,
        "owner|contact owner|lead owner|account owner|record owner|assigned to|assigned|sales rep|rep|owner alias|owner name|owner id|Besitzer|Inhaber|Kontaktinhaber|Kontaktbesitzer|Zuständig|Zuständiger|Betreuer|Verantwortlicher|propriétaire|propriétaire du contact|responsable|propietario|propietario del contacto|proprietário|proprietário do contato|responsável|proprietario|responsabile|eigenaar|contacteigenaar|所有者|担当営業|właściciel|opiekun|所有人|负责人|ägare|person owner|contact owner name|account manager|key account manager|salesperson|sales person|sales owner|assigned rep|assignee|responsible|person in charge internal|zuständiger Mitarbeiter|für Kontakt zuständiger Mitarbeiter|für den Kontakt zuständiger Mitarbeiter|zuständiger Vertriebsmitarbeiter|Vertriebsmitarbeiter|Kundenbetreuer|Betreut von|Lead-Inhaber|Leadinhaber|Accountinhaber|Account-Inhaber|Kontoinhaber|Datensatzinhaber|chargé de compte|chargé d'affaires|commercial|commercial en charge|attribué à|affecté à|assigné à|propriétaire du compte|propriétaire de la piste|propriétaire du lead|propriétaire de la fiche|comercial asignado|asignado a|propietario de la cuenta|propietario del prospecto|propietario del lead|propietario del candidato|vendedor|atribuído a|proprietário da conta|proprietário do lead|proprietário do contacto|dono do lead|vendedor responsável|assegnato a|proprietario del contatto|proprietario account|proprietario lead|commerciale|accountmanager|toegewezen aan|eigenaar van contact|コンタクト担当者|コンタクトの担当者|リード所有者|リードの所有者|取引先責任者所有者|取引先責任者の所有者|取引先所有者|自社担当者|自社担当|社内担当者|営業担当|営業担当者|弊社担当|担当営業者|Verantwortlich|verantwortliche Person|zuständige Person|sales rep name",
    ),
    (
        Field::Tags,
        "tags|tag|labels|label list|group membership|groups|group|categories|category|lists|list|list membership|segment|Kategorien|Kategorie|Gruppen|Gruppe|Stichwörter|Schlagwörter|étiquettes|étiquette|catégories|catégorie|groupes|libellés|etiquetas|etiqueta|categorías|categoría|grupos|categorias|categoria|marcadores|etichette|etichetta|categorie|gruppi|groepen|タグ|ラベル|カテゴリ|カテゴリー|分類|グループ|tagi|etykiety|kategorie|标签|分组|类别|taggar|person label|person labels|mailing lists|audience|contact tags|interest tags|Schlagworte|Stichworte|Tags/Labels|Verteiler|Verteilerliste|mots-clés|mots clés|listes|liste|groupe|libellé|palabras clave|listas|lista|palavras-chave|marcador|rótulos|etiquetas/marcadores|parole chiave|liste di contatti|gruppo|trefwoorden|lijst|リスト|キーワード|contact group|contact groups",
    ),
    (
        Field::Note,
        "note|notes|comments|comment|description|remarks|memo|about|bio|Notiz|Notizen|Bemerkung|Bemerkungen|Kommentar|Kommentare|Anmerkung|Anmerkungen|Beschreibung|remarque|remarques|commentaire|commentaires|nota|notas|observaciones|comentario|comentarios|observações|comentários|anotações|appunti|commenti|osservazioni|opmerking|opmerkingen|notitie|notities|メモ|備考|コメント|notatki|uwagi|备注|说明|anteckningar|additional notes|internal notes|free text|further information|extra info|other information|observations|Hinweis|Hinweise|Info|Infos|Zusatzinfo|sonstiges|Bem|Freitext|Kontaktnotiz|Gesprächsnotiz|Gesprächsnotizen|note interne|notes internes|note libre|observation|infos|informations complémentaires|divers|autres informations|apunte|apuntes|observación|nota interna|detalles|información adicional|anotação|observação|obs|nota adicional|informações adicionais|detalhes|annotazioni|annotazione|osservazione|commento|aantekening|aantekeningen|toelichting|bijzonderheden|特記事項|摘要|補足|ノート|注記|メモ欄|ご要望",
    ),
    (
        Field::Standing,
        "standing|lifecycle stage|lifecyclestage|Lifecycle-Phase|étape du cycle de vie|etapa del ciclo de vida|ライフサイクルステージ|phase du cycle de vie|phase de cycle de vie|stade du cycle de vie|étape de cycle de vie|cycle de vie|lifecycle|life cycle stage|lifecycle phase|lifecycle status|customer lifecycle stage|contact lifecycle stage|Lifecycle-Stufe|Lifecycle-Stage|Lifecycle-Status|Lebenszyklusphase|Lebenszyklus-Phase|Lebenszyklus|Phase im Lebenszyklus|Phase des Lebenszyklus|Kundenlebenszyklus-Phase|etapa de ciclo de vida|fase del ciclo de vida|ciclo de vida|etapa do ciclo de vida|fase do ciclo de vida|estágio do ciclo de vida|estágio de ciclo de vida|fase del ciclo di vita|fase ciclo di vita|fase di ciclo di vita|stadio del ciclo di vita|ciclo di vita|levenscyclusfase|levenscyclus-fase|levenscyclus|fase levenscyclus|fase van de levenscyclus|lifecyclefase|lifecycle-fase|ライフサイクル|ライフサイクルの段階|ライフサイクル段階|ライフサイクル ステージ|etap cyklu życia|生命周期阶段|livscykelfas|livscyklusfase|этап жизненного цикла",
    ),
    (Field::Fit, "fit|qualified fit"),
    (
        Field::Id,
        "id|touchstone id|record id|contact id|lead id|person id|apollo contact id|hubspot id|salesforce id|contact record id|record id contact|hs object id|vid|external id|Datensatz-ID|Kontakt-ID|id de contact|id d'enregistrement|id del registro|id do registro|レコードid|id rekordu|contactid|leadid|record no|contact no id|customer id|customer number|crm id|zoominfo contact id|zoho id|pipedrive id|Kontaktnummer|Kundennummer|Kunden-Nr|Kundennr|Datensatznummer|Objekt-ID|id de la fiche d'informations|id de la fiche|id fiche|identifiant|id client|numéro client|n° client|id de registro|id de registro de contacto|id del contacto|id de contacto|id cliente|número de cliente|id do contato|id do contacto|id do registro de contato|número do cliente|código do cliente|código cliente|id record|id contatto|codice cliente|klantnummer|klant-id|コンタクトID|顧客ID|顧客番号|会員番号|リードID|取引先責任者 ID",
    ),
    (
        Field::DoNotCall,
        "do not call|donotcall|dnc|do not call list|call opt out|no calls|Nicht anrufen|ne pas appeler|no llamar|não ligar|non chiamare|niet bellen|電話不可|do not phone|phone opt out|keine Anrufe|nicht telefonieren|Anruf nicht erwünscht|pas d'appel|ne pas téléphoner|opposition appel|no llamar por teléfono|não telefonar|no telefonate|電話禁止|電話拒否|架電不可|架電禁止",
    ),
    (
        Field::DoNotEmail,
        "do not email|email opt out|emailoptout|has opted out of email|hasoptedoutofemail|opted out of email one to one|hs email optout|unsubscribed|unsubscribed from all email|opted out|opt out|email unsubscribed|newsletter abgemeldet|Keine E-Mails|désinscrit|désabonné|no enviar correo|descadastrado|geen e-mail|メール不可|email opt-out|opted out of email|opted out email|no email|keine E-Mail|E-Mail-Opt-out|E-Mail abgemeldet|E-Mail-Abmeldung|von allen E-Mails abgemeldet|abgemeldet|Opt-out E-Mail|ne pas envoyer d'e-mail|désinscription e-mail|désinscrit des e-mails|refus e-mail|pas d'e-mail|no enviar email|no enviar correos|baja de correo|cancelación de email|cancelou inscrição|não enviar e-mail|não enviar email|recusou e-mail|descadastrado de e-mail|non inviare email|disiscritto|uitgeschreven|メール配信停止|配信停止|メール送信除外|メール拒否|メール配信不可|marketing status|email marketing status|email subscriber status|subscriber status|email subscription status|newsletter status|Marketing-Status|Marketingstatus|Status Marketing|E-Mail-Marketing-Status|Abonnementstatus|Abostatus|Newsletter-Status|statut marketing|statut de marketing|statut du marketing|statut de l'e-mail marketing|état marketing|statut d'abonnement|statut newsletter|estado de marketing|estado del marketing|estatus de marketing|estado de suscripción|status de marketing|status do marketing|situação de marketing|status da assinatura|estado de subscrição|stato marketing|stato di marketing|stato del marketing|stato iscrizione|status marketingowy|マーケティングステータス|マーケティング状況|マーケティングのステータス|配信ステータス|营销状态|unsubscribe|optout|opted out of all email|opted out of all emails|email optout|email opted out|unsub time|unsubscribe time|unsubscribe date|unsubscribed at|unsubscribed on|date unsubscribed|opt out date|opted out at|opted out on|abgemeldet am|Abmeldedatum|abgemeldet von E-Mail|abgemeldet von E-Mails|abgemeldet von allen E-Mails|vom Newsletter abgemeldet|Werbewiderspruch|désinscrit le|date de désinscription|désabonné le|désinscrit de tous les e-mails|désinscrit(e) de tous les e-mails|désabonné de tous les e-mails|désabonné(e) de tous les e-mails|désinscrit des emails|dado de baja|dado de baja de todos los correos|dado de baja de todos los correos electrónicos|dado de baja de correo electrónico|canceló la suscripción|canceló la suscripción de todos los correos electrónicos|fecha de baja|cancelou a inscrição|cancelou a assinatura|cancelou a inscrição de todos os e-mails|cancelou a assinatura de todos os e-mails|data de cancelamento da inscrição|disiscritto|iscrizione annullata|annullata l'iscrizione|iscrizione annullata da tutte le e-mail|disiscritto da tutte le e-mail|uitgeschreven|afgemeld|afgemeld voor alle e-mail|afgemeld voor alle e-mails|uitgeschreven voor alle e-mail|配信停止|配信停止日|すべてのEメールの配信停止|すべてのメールの配信停止|メール配信停止",
    ),
    (
        Field::DoNotContact,
        "do not contact|donotcontact|blacklisted|blocked|Nicht kontaktieren|Kontaktsperre|ne pas contacter|no contactar|não contatar|non contattare|niet benaderen|連絡不可|no contact|blocklisted|blocklist|blacklist|gesperrt|Werbesperre|keine Kontaktaufnahme|liste noire|liste rouge|lista negra|lista nera|no contacto|não contactar|zwarte lijst|連絡禁止|接触禁止",
    ),
    (
        Field::Industry,
        "industry|sector|branch|Branche|Industrie|secteur|secteur d'activité|sector industrial|industria|ramo|setor|setor de atuação|settore|branche bedrijf|sector bedrijf|業種|業界|branża|行业|bransch|industry sector|business sector|line of business|company industry|primary industry|Wirtschaftszweig|Industriezweig|Branche/Industrie|activité|domaine d'activité|secteur d'activité de l'entreprise|industrie|sector de actividad|sector económico|rubro|giro|actividad|industria/sector|ramo de atividade|ramo de actividade|segmento|setor/indústria|indústria|atividade|settore di attività|settore industriale|bedrijfstak|業界・業種|産業|業種名",
    ),
    (
        Field::Language,
        "language|preferred language|Sprache|Korrespondenzsprache|langue|idioma|lingua|taal|言語|język|语言|språk|contact language|communication language|Korrespondenz-Sprache|bevorzugte Sprache|langue préférée|langue de correspondance|idioma preferido|idioma de preferencia|idioma preferencial|lingua preferita|voertaal|使用言語|優先言語",
    ),
    (
        Field::Zone,
        "zone|time zone|timezone|Zeitzone|fuseau horaire|zona horaria|fuso horário|fuso orario|tijdzone|タイムゾーン|strefa czasowa|时区",
    ),
    (
        Field::Label,
        "e mail label|e mail type|email label|email type|phone label|phone type|custom field label",
    ),
    (Field::Ignore, "photo|picture|avatar|email display name|e mail display name|image"),
];

/// Words that say where an address or number is used.
pub(crate) const LABELS: &[(Label, &str)] = &[
    (
        Label::Work,
        "business|work|office|professional|geschäftlich|geschäft|gesch|dienstlich|büro|arbeit|firma|bureau|professionnel|professionnelle|pro|travail|trabajo|oficina|laboral|profesional|comercial|trabalho|escritório|profissional|ufficio|lavoro|aziendale|werk|kantoor|zakelijk|勤務先|会社|仕事|służbowy|praca|工作|办公|商务|arbete|jobb|company|organization|organisation|empresa|unternehmen|corporate|account|dienst|berufl|beruflich|geschäftl|firmen|entreprise|société|professionnels|labor|empresarial|oficinas|corporativo|corporativa|corporativos|profissionais|azienda|bedrijf|arbejde|työ|εργασία|munka|munkahely|회사|직장|рабочий|рабочая|робочий|ofis|serviciu|práce|職場|勤務|オフィス|法人|organización|organizacion|organização|organisatie|organizzazione|unternehmens|prof",
    ),
    (
        Label::Home,
        "home|private|personal|privat|privater|private|zuhause|domicile|personnel|personnelle|privé|privée|particular|casa|residencial|pessoal|personale|abitazione|thuis|自宅|個人|domowy|prywatny|住宅|家庭|hem|perso|personnels|residencia|domicilio|doméstico|residência|pessoais|hjem|hjemme|koti|σπίτι|otthon|집|домашний|домашній|acasă|domů|プライベート|residential|pers|residence",
    ),
    (
        Label::Mobile,
        "mobile|cell|cellular|handy|mobil|portable|móvil|celular|telemóvel|cellulare|mobiel|gsm|携帯|komórkowy|手机|mob|mobiltelefon|móviles|celulares|tlm|natel|mobilní|mobilen|matkapuhelin|κινητό|휴대폰|мобильный|сотовый|мобільний|モバイル|ケータイ|mobiles|mobila|cel|cellulaire|mobilfunk",
    ),
    (
        Label::Fax,
        "fax|telefax|télécopie|ファックス|传真|faksi|faks|φαξ|팩스|факс|ファクス|ＦＡＸ|telecopie",
    ),
    (
        Label::Main,
        "main|headquarters|hq|switchboard|haupt|zentrale|standard|principal|代表|zentral|hauptsitz|siège|sede|centrale|centralita|centralino|central|大代表",
    ),
    (
        Label::Other,
        "other|andere|anderer|weitere|weiteres|autre|otro|otra|outro|altro|altra|anders|overig|その他|inny|其他|övrig|alternate|alternative|additional|secondary|assistants|zusätzlich|sonstige|sonstiges|sonstiger|zweite|zweites|zweiter|autres|secondaire|otros|secundario|secundaria|alternativo|alternativa|outra|outros|secundário|secundária|altre|secondario|予備|別の|서브|другой|другая|інший|diğer|alt|sekundäre|sekundärer",
    ),
];

/// Words without meaning of their own in a header.
pub(crate) const FILLERS: &str = "value|op|the|of|for|de|du|des|la|le|del|da|do|di|dei|della|van|der|die|das|no|nr|num|field|primary|preferred|mailing|postal|main|1|2|3|4|5|6|7|8|9|10|contact|person|lead|customer|kontakt|personne|persona|pessoa|contato|contatto|contacto|ひと|type|home page|profile|page|blog|work|wert|valeur|valor|valore|waarde|値|en|em|para|por|pour|chez|für|zu|zur|zum|im|am|bei|in|dans|a|au|à|aux|l|d|el|los|las|les|y|e|et|und|and|or|oder|ou|o|n|nº|numéro|número|numero|number|nummer|numer|番号|ナンバー|adresse postale|postanschrift|postadresse|correspondencia|correspondência|envío|envio|郵送先|郵送|請求先|連絡先|contatti|shipping|billing|livraison|entrega|facturation|facturación|rechnung|rechnungs|liefer|direct|direkt|direto|directo|diretto|fixe|fijo|fixo|fisso|festnetz|landline|principal|principale|primaire|primär|primäre|primärer|haupt|required|pflichtfeld|obligatoire|obligatorio|obligatório|obrigatório|verplicht|必須|任意|optional|optionnel|opcional|invitee|attendee|participant|registrant|guest|delegate|member|prospecto|prospect|candidato|interlocuteur|ansprechpartner|ansprechpartners|kontakts|postale|postali|漢字|全角|半角|必須項目|na|nas|nos|nella|nell|dell";

/// Words that only join others.
pub(crate) const JOINTS: &str = "the|of|for|de|du|des|la|le|del|da|do|di|dei|della|van|der|die|das|op|no|nr|d|l|en|em|para|por|pour|für|in|im|am|a|à|au|aux|dans|el|los|las|les|dos|das|der|dem|den|und|et|y|e|and|n|nº|na|nas|nos|nella|nell|dell";

/// Words of columns that speak of somebody else: never this person's name, address or number.
pub(crate) const SOMEBODY_ELSE: &str = "owner|besitzer|inhaber|proprietaire|propietario|proprietario|eigenaar|manager|managers|assistant|spouse|partner name|referred|referrer|created by|modified by|supervisor|vorgesetzter|assistent|yomi|phonetic|maiden|sender|recipient|emergency|file|user|creator|parent|father|mother|agent|conjoint|conyuge|conjuge|配偶者|上司|秘書|vorgesetzten|partner|reports to|フリガナ|ふりがな|カナ|かな|ヨミ|よみ|よみがな|セイ|メイ|führungskraft|referred by|empfohlen von|responsable hiérarchique|gerente|gestor|ayudante|assistente|asistente";

/// Words that only tables of something else than people have.
pub(crate) const NOT_OF_PEOPLE: &str = "annual revenue|annualrevenue|annual revenue currency|num emp|numemp|num employees|numemployees|number of employees|account number|accountnumber|sku|price|quantity|invoice|latitude|longitude|conversation id|message|content|body|subject|amount|transaction no|deal|deal title|activity subject|ticket|isbn|stadium|artist";

/// Words of the one a record belongs to in one's own team; alone or with a kind of record they are the owner.
pub(crate) const OWNERS: &str = "owner|owners|besitzer|inhaber|proprietaire|propriétaire|propietario|proprietario|proprietário|eigenaar|所有者|vlastnik|ejer";

/// Kinds of records that stand beside an owner.
pub(crate) const RECORDS: &str = "contact|lead|account|person|record|kontakt|konto|personne|compte|piste|fiche|persona|cuenta|prospecto|pessoa|conta|contato|contacto|contatto|取引先|取引先責任者|リード|コンタクト|prospect|candidato|cliente|client|kunde|kunden|customer|company|firma|persoon|klant|sales|vertrieb|comercial|commercial";

/// Words that make a header say what a value is.
pub(crate) const KINDS: &str = "type|typ|tipo|kind|label|soort|etikett|bezeichnung|libellé|étiquette|etiqueta|etichetta|rótulo|marcador|ラベル|タイプ|種類|種別|类型|标签|тип|유형|rodzaj|etykieta";

/// Words that make the header of a company its name: `Organization - Name`.
pub(crate) const NAMES: &str =
    "name|nom|nombre|nome|naam|nazwa|namn|navn|nimi|名|名称|název|név|이름|название|nume|adı";

/// Headers that are built of known words and mean nothing that is known: they are kept as they are.
pub(crate) const NOTHING: &str = "estado del lead|estado de lead|estado do lead|estado del prospecto|estado del contacto|estado do contato|estado do contacto|estado del cliente|estado de la cuenta|lead state|estado civil|company id|nombre del director|name type|mail type|email count|last contact|first contact|last contacted|last touch|last type|next contact";

/// Words that name a part of a name only with a word beside them: `Last Contact` is no name.
pub(crate) const WEAK: &str = "first|last|full|middle|second|given|family|other|main|primary";
