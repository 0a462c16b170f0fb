//! How headers are worded: phrases of each field and words of each label, in many languages.
//!
//! Phrases are written as people see them and folded when the table is made; `|` parts them. The languages
//! are English, German, French, Spanish, Portuguese, Italian, Dutch, Japanese, Polish, Chinese and Swedish.

use super::fields::Field;
use crate::people::Label;

/// Headers that mean a field whatever stands around them.
pub(crate) const PHRASES: &[(Field, &str)] = &[
    (
        Field::Given,
        "given|first|first name|given name|forename|fname|firstname|givenname|christian name|Vorname|Rufname|prénom|prenom|nombre|nombre de pila|primer nombre|primeiro nome|nome próprio|nome di battesimo|voornaam|roepnaam|名|下の名前|ファーストネーム|名前 名|imię|imie|名字|förnamn|fornavn|jméno|legal first name|nombres|お名前 名",
    ),
    (
        Field::Middle,
        "middle|middle name|additional name|second name|zweiter Vorname|weitere Vornamen|deuxième prénom|autres prénoms|segundo nombre|nome do meio|segundo nome|secondo nome|tweede voornaam|ミドルネーム|drugie imię|mellannamn|other names",
    ),
    (
        Field::Family,
        "family|last|last name|family name|surname|lname|lastname|familyname|second surname|Nachname|Familienname|Zuname|nom de famille|nom|apellido|apellidos|primer apellido|sobrenome|último nome|apelido|cognome|achternaam|familienaam|姓|苗字|名字 姓|ラストネーム|名前 姓|nazwisko|姓氏|efternamn|efternavn|příjmení|お名前 姓",
    ),
    (
        Field::Full,
        "full|full name|display name|contact name|person name|name of contact|contact person|attendee name|customer name|lead name|vollständiger Name|Anzeigename|Ansprechpartner|Ansprechpartnerin|Kontaktperson|Kontaktname|Vor- und Nachname|Vorname Nachname|nom complet|nom affiché|nom et prénom|prénom et nom|nombre completo|nombre y apellidos|nombre y apellido|nombre para mostrar|persona de contacto|nome completo|nome e cognome|nome de exibição|volledige naam|weergavenaam|contactpersoon|氏名|お名前|名前|フルネーム|表示名|担当者|担当者名|連絡先名|imię i nazwisko|imie i nazwisko|nazwa wyświetlana|姓名|联系人|联系人姓名|fullständigt namn|participant|participant name|teilnehmer|attendee",
    ),
    (
        Field::Prefix,
        "prefix|name prefix|salutation|honorific|courtesy title|Anrede|Namenspräfix|civilité|titre de civilité|tratamiento|saludo|tratamento|titolo di cortesia|aanhef|敬称|zwrot",
    ),
    (
        Field::Suffix,
        "suffix|name suffix|Namenszusatz|Namenssuffix|suffixe|sufijo|sufixo|suffisso|achtervoegsel|接尾辞|suffix du nom",
    ),
    (
        Field::Nickname,
        "nickname|nick|nick name|Spitzname|surnom|apodo|alias|apelidos|soprannome|bijnaam|ニックネーム|pseudonim",
    ),
    (
        Field::JobTitle,
        "job title|jobtitle|job|position|role|current position|current title|occupation|designation|organization title|function|Berufsbezeichnung|Stellenbezeichnung|Funktion|Beruf|Jobtitel|Positionsbezeichnung|Stelle|poste|fonction|intitulé du poste|titre du poste|profession|puesto|cargo|puesto de trabajo|profesión|título del puesto|função|posição|profissão|posizione|qualifica|ruolo|mansione|professione|functie|functietitel|beroep|役職|肩書き|肩書|職種|stanowisko|职位|职务|职称|befattning|titel på jobbet|stilling",
    ),
    (
        Field::Department,
        "department|dept|departments|organization department|Abteilung|service|département|departamento|área|area de trabajo|reparto|dipartimento|afdeling|部署|部門|所属|dział|部门|avdelning",
    ),
    (
        Field::Company,
        "company|company name|organization|organisation|organization name|organisation name|account name|account|employer|current company|business name|firm|associated company|primary company|associated company name|Firma|Firmenname|Unternehmen|Unternehmensname|Organisation|Arbeitgeber|Betrieb|société|entreprise|nom de l'entreprise|nom de la société|organisation nom|employeur|raison sociale|empresa|compañía|nombre de la empresa|nombre de la compañía|organización|nome da empresa|companhia|organização|razão social|azienda|società|nome azienda|ragione sociale|organizzazione|bedrijf|bedrijfsnaam|organisatie|werkgever|会社|会社名|企業名|勤務先|組織|所属会社|firma|nazwa firmy|organizacja|公司|公司名称|单位|företag|företagsnamn|virksomhed|společnost",
    ),
    (
        Field::Email,
        "email|e mail|mail|email address|e mail address|emailaddress|mail address|primary email|secondary email|e mail adresse|Mailadresse|E-Mail-Adresse|adresse e-mail|adresse mail|adresse électronique|courriel|adresse de messagerie|e mail direccion|correo|correo electrónico|dirección de correo|dirección de correo electrónico|dirección de email|dirección del correo electrónico|indirizzo posta elettronica|endereço de email|endereço de e-mail|correio eletrônico|correio electrónico|indirizzo email|indirizzo e-mail|indirizzo di posta elettronica|posta elettronica|e-mailadres|mailadres|メール|メールアドレス|Eメール|電子メール|電子メール アドレス|電子メールアドレス|Eメールアドレス|adres e-mail|adres email|poczta|电子邮件|电子邮件地址|邮箱|邮件|e-postadress|epost|e-post|mejl|email id|direct email",
    ),
    (
        Field::EmailWork,
        "business email|work email|company email address|email professionnel|email de l'entreprise",
    ),
    (
        Field::Phone,
        "phone|phone number|telephone|telephone number|tel|tel no|phone no|contact number|primary phone|direct phone|direct dial|direct line|direct|work direct phone|other phone|phone direct|Telefon|Telefonnummer|Telefon-Nr|Rufnummer|Festnetz|Tel Nr|téléphone|numéro de téléphone|n° de téléphone|téléphone fixe|tél|teléfono|número de teléfono|teléfono fijo|telefone|número de telefone|telefono|numero di telefono|telefoon|telefoonnummer|電話|電話番号|TEL|telefon|numer telefonu|nr telefonu|电话|电话号码|telefonnummer|phone video|callback|radio|car phone|pager|pager number|assistants phone|telefonní číslo",
    ),
    (
        Field::PhoneMobile,
        "mobile|mobile phone|mobile number|mobile phone number|cell|cell phone|cellphone|cellular|mobile no|Handy|Handynummer|Mobil|Mobiltelefon|Mobilnummer|Mobilfunk|Mobilfunknummer|portable|téléphone portable|téléphone mobile|mobile téléphone|móvil|teléfono móvil|celular|teléfono celular|número de celular|número de móvil|telemóvel|telefone celular|telefone móvel|cellulare|telefono cellulare|numero di cellulare|mobiel|mobiele telefoon|mobiel nummer|gsm|携帯|携帯電話|携帯番号|携帯電話番号|komórka|telefon komórkowy|手机|手机号|手机号码|移动电话|mobiltelefon|mobilnummer|whatsapp",
    ),
    (
        Field::PhoneWork,
        "business phone|work phone|office phone|phone work|geschäftlich|Telefon geschäftlich|Geschäftstelefon|Bürotelefon|Durchwahl|téléphone professionnel|téléphone bureau|téléphone bureau 2|teléfono del trabajo|teléfono de la oficina|teléfono oficina|telefone comercial|telefone do trabalho|telefono ufficio|telefono lavoro|telefoon werk|zakelijke telefoon|勤務先電話|会社電話|勤務先電話番号|telefon służbowy|办公电话|工作电话",
    ),
    (
        Field::PhoneHome,
        "home phone|phone home|Telefon privat|Privattelefon|téléphone domicile|teléfono particular|teléfono de casa|teléfono personal|telefone residencial|telefone de casa|telefono abitazione|telefono casa|telefoon thuis|telefoon privé|自宅電話|自宅電話番号|telefon domowy|住宅电话|家庭电话",
    ),
    (
        Field::PhoneMain,
        "main phone|company phone|company main phone|corporate phone|company phone number|hq phone|switchboard|Zentrale|Telefonzentrale|Haupttelefon|Telefon Firma|standard téléphonique|téléphone société|centralita|teléfono principal|telefone principal|telefone da empresa|centralino|会社代表電話|代表電話|代表電話番号|公司电话",
    ),
    (
        Field::PhoneFax,
        "fax|fax number|telefax|Faxnummer|business fax|home fax|other fax|télécopie|télécopieur|número de fax|numero di fax|faxnummer|ファックス|FAX番号|传真|faks",
    ),
    (
        Field::Website,
        "website|web site|web page|webpage|homepage|home page|company website|website url|company url|domain|company domain name|web|www|internet|Webseite|Webadresse|Internetseite|site web|site internet|page web|sitio web|página web|site|sito web|sito|pagina web|webpagina|ウェブサイト|ホームページ|URL 会社|strona www|strona internetowa|网站|网址|webbplats|personal web page|url",
    ),
    (
        Field::Profile,
        "profile|linkedin|linked in url|linkedin url|linkedin profile|linkedin profile url|person linkedin url|profile url|public profile url|LinkedIn-Profil|Profil|Profil-URL|profil linkedin|perfil de linkedin|perfil|profilo linkedin|linkedin-profiel|twitter|twitter url|facebook|facebook url|xing|xing profil|instagram|github|bluesky|mastodon|linkedin bio|hs linkedin url|プロフィール",
    ),
    (
        Field::Street,
        "street|street address|address|address line 1|address1|address 1|mailing street|mailing address|postal address|street 1|address street|company address|Straße|Strasse|Str|Anschrift|Adresse|Adresszeile 1|Straße Nr|Straße und Hausnummer|Postanschrift|rue|adresse|adresse postale|adresse 1|voie|adresse ligne 1|calle|dirección|dirección postal|domicilio|dirección 1|rua|endereço|logradouro|morada|via|indirizzo|straat|adres|straat en huisnummer|住所|番地|住所1|町名番地|ulica|地址|街道|gata|gatuadress|adress|vej|address full",
    ),
    (
        Field::Number,
        "house number|street number|house no|Hausnummer|Haus-Nr|numéro de rue|número exterior|número da casa|numero civico|huisnummer|numer domu",
    ),
    (
        Field::Line2,
        "line2|address line 2|address2|address 2|street 2|street 3|address line 3|address extended address|address po box|po box|extended address|suite|apartment|unit|Adresszusatz|Adresszeile 2|Postfach|complément d'adresse|adresse 2|boîte postale|dirección 2|apartado|apartado de correos|complemento|caixa postal|casella postale|indirizzo 2|postbus|adresregel 2|建物名|住所2|マンション名|私書箱",
    ),
    (
        Field::City,
        "city|town|suburb|locality|mailing city|address city|Ort|Stadt|Wohnort|ville|localité|commune|ciudad|población|localidad|municipio|cidade|município|localidade|città|comune|località|plaats|woonplaats|stad|市区町村|市|都市|miasto|miejscowość|城市|市县|ort|postort|by",
    ),
    (
        Field::State,
        "state|province|region|county|state province|state region|mailing state|mailing state province|address region|address state|Bundesland|Kanton|Land Kanton|Bundesland Kanton|Bundesland/Provinz|département région|région|province état|provincia|estado|estado o provincia|comunidad autónoma|distrito|uf|provincia regione|regione|provincie|都道府県|県|województwo|省|州|省份|län|dép région|province o estado|provincia o estado|estado o provincia",
    ),
    (
        Field::Postcode,
        "postcode|postal code|zip|zip code|zipcode|zip postal code|post code|mailing zip|mailing zip postal code|address postal code|address zip|PLZ|Postleitzahl|code postal|cp|código postal|codigo postal|cep|cap|codice postale|codice di avviamento postale|郵便番号|kod pocztowy|邮编|邮政编码|postnummer|psč",
    ),
    (
        Field::Country,
        "country|country region|country code|nation|mailing country|address country|country region name|Land|Staat|Land Region|Land/Region|pays|pays région|país|país o región|país região|paese|nazione|stato|paese area geografica|land regio|国|国名|国 地域|国/地域|kraj|国家|国家/地区|land region",
    ),
    (
        Field::Birthday,
        "birthday|birth date|date of birth|dob|born|Geburtstag|Geburtsdatum|date de naissance|anniversaire|cumpleaños|fecha de nacimiento|aniversário|data de nascimento|compleanno|data di nascita|verjaardag|geboortedatum|誕生日|生年月日|data urodzenia|urodziny|生日|出生日期|födelsedag|födelsedatum",
    ),
    (
        Field::BirthYear,
        "birth year|year of birth|Geburtsjahr|année de naissance|año de nacimiento|ano de nascimento|anno di nascita",
    ),
    (Field::BirthMonth, "birth month|month of birth|Geburtsmonat|mois de naissance"),
    (Field::BirthDay, "birth day|day of birth|jour de naissance"),
    (
        Field::ConnectedOn,
        "connected on|connected|connection date|Verbunden am|Vernetzt am|connecté le|date de connexion|relation depuis|conectado el|fecha de conexión|conectado em|data da conexão|collegato il|data collegamento|collegato in data|verbonden op|gekoppeld op|つながった日|接続日|połączono|data nawiązania kontaktu|连接日期|建立联系时间|kontakt sedan",
    ),
    (
        Field::SourceOn,
        "create date|created date|created|created on|created at|date created|date added|added on|record created|Erstelldatum|Erstellt am|Angelegt am|Erstellungsdatum|date de création|créé le|fecha de creación|creado el|data de criação|criado em|data di creazione|creato il|aanmaakdatum|aangemaakt op|作成日|登録日|data utworzenia|创建日期|创建时间|person created|person person created|lead created|skapad",
    ),
    (
        Field::LeadSource,
        "lead source|source|original source|lead origin|origin|contact source|how did you hear about us|Quelle|Leadquelle|Lead-Quelle|Herkunft|source du prospect|source du lead|origine|origen|fuente|origen del lead|fonte|origem|origem do lead|fonte del lead|bron|leadbron|リードソース|ソース|流入元|źródło|来源|线索来源|källa",
    ),
    (
        Field::Reason,
        "reason|reason for call|call reason|trigger|Anlass|Grund|Gesprächsanlass|motif|raison|motivo|reden|理由|powód",
    ),
    (
        Field::Owner,
        "owner|contact owner|lead owner|account owner|record owner|assigned to|assigned|sales rep|rep|owner alias|owner name|owner id|Besitzer|Inhaber|Kontaktinhaber|Kontaktbesitzer|Zuständig|Zuständiger|Betreuer|Verantwortlicher|propriétaire|propriétaire du contact|responsable|propietario|propietario del contacto|proprietário|proprietário do contato|responsável|proprietario|responsabile|eigenaar|contacteigenaar|所有者|担当営業|właściciel|opiekun|所有人|负责人|ägare|person owner",
    ),
    (
        Field::Tags,
        "tags|tag|labels|label list|group membership|groups|group|categories|category|lists|list|list membership|segment|Kategorien|Kategorie|Gruppen|Gruppe|Stichwörter|Schlagwörter|étiquettes|étiquette|catégories|catégorie|groupes|libellés|etiquetas|etiqueta|categorías|categoría|grupos|categorias|categoria|marcadores|etichette|etichetta|categorie|gruppi|groepen|タグ|ラベル|カテゴリ|カテゴリー|分類|グループ|tagi|etykiety|kategorie|标签|分组|类别|taggar|person label|person labels",
    ),
    (
        Field::Note,
        "note|notes|comments|comment|description|remarks|memo|about|bio|Notiz|Notizen|Bemerkung|Bemerkungen|Kommentar|Kommentare|Anmerkung|Anmerkungen|Beschreibung|remarque|remarques|commentaire|commentaires|nota|notas|observaciones|comentario|comentarios|observações|comentários|anotações|appunti|commenti|osservazioni|opmerking|opmerkingen|notitie|notities|メモ|備考|コメント|notatki|uwagi|备注|说明|anteckningar",
    ),
    (
        Field::Standing,
        "standing|lifecycle stage|lifecyclestage|Lifecycle-Phase|étape du cycle de vie|etapa del ciclo de vida|ライフサイクルステージ",
    ),
    (Field::Fit, "fit|qualified fit"),
    (
        Field::Id,
        "id|touchstone id|record id|contact id|lead id|person id|apollo contact id|hubspot id|salesforce id|contact record id|record id contact|hs object id|vid|external id|Datensatz-ID|Kontakt-ID|id de contact|id d'enregistrement|id del registro|id do registro|レコードid|id rekordu",
    ),
    (
        Field::DoNotCall,
        "do not call|donotcall|dnc|do not call list|call opt out|no calls|Nicht anrufen|ne pas appeler|no llamar|não ligar|non chiamare|niet bellen|電話不可",
    ),
    (
        Field::DoNotEmail,
        "do not email|email opt out|emailoptout|has opted out of email|hasoptedoutofemail|unsubscribed|unsubscribed from all email|opted out|opt out|email unsubscribed|newsletter abgemeldet|Keine E-Mails|désinscrit|désabonné|no enviar correo|descadastrado|geen e-mail|メール不可",
    ),
    (
        Field::DoNotContact,
        "do not contact|donotcontact|blacklisted|blocked|Nicht kontaktieren|Kontaktsperre|ne pas contacter|no contactar|não contatar|non contattare|niet benaderen|連絡不可",
    ),
    (
        Field::Industry,
        "industry|sector|branch|Branche|Industrie|secteur|secteur d'activité|sector industrial|industria|ramo|setor|setor de atuação|settore|branche bedrijf|sector bedrijf|業種|業界|branża|行业|bransch",
    ),
    (
        Field::Language,
        "language|preferred language|Sprache|Korrespondenzsprache|langue|idioma|lingua|taal|言語|język|语言|språk",
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
        "business|work|office|professional|geschäftlich|geschäft|gesch|dienstlich|büro|arbeit|firma|bureau|professionnel|professionnelle|pro|travail|trabajo|oficina|laboral|profesional|negocio|comercial|trabalho|escritório|profissional|ufficio|lavoro|aziendale|werk|kantoor|zakelijk|勤務先|会社|仕事|służbowy|praca|工作|办公|商务|arbete|jobb|company|organization|organisation|empresa|unternehmen|corporate",
    ),
    (
        Label::Home,
        "home|private|personal|privat|privater|private|zuhause|domicile|personnel|personnelle|privé|privée|particular|casa|residencial|pessoal|personale|abitazione|thuis|自宅|個人|domowy|prywatny|住宅|家庭|hem",
    ),
    (
        Label::Mobile,
        "mobile|cell|cellular|handy|mobil|portable|móvil|celular|telemóvel|cellulare|mobiel|gsm|携帯|komórkowy|手机",
    ),
    (Label::Fax, "fax|telefax|télécopie|ファックス|传真"),
    (Label::Main, "main|headquarters|hq|switchboard|haupt|zentrale|standard|principal|代表"),
    (
        Label::Other,
        "other|andere|anderer|weitere|weiteres|autre|otro|otra|outro|altro|altra|anders|overig|その他|inny|其他|övrig|alternate|alternative|additional|secondary|assistants|zusätzlich",
    ),
];

/// Words without meaning of their own in a header.
pub(crate) const FILLERS: &str = "value|op|the|of|for|de|du|des|la|le|del|da|do|di|dei|della|van|der|die|das|no|nr|num|field|primary|preferred|mailing|postal|main|1|2|3|4|5|6|7|8|9|10|contact|person|lead|customer|kontakt|personne|persona|pessoa|contato|contatto|contacto|ひと|type|home page|profile|page|blog|work";

/// Words that only join others.
pub(crate) const JOINTS: &str =
    "the|of|for|de|du|des|la|le|del|da|do|di|dei|della|van|der|die|das|op|no|nr";

/// Words of columns that speak of somebody else: never this person's name, address or number.
pub(crate) const SOMEBODY_ELSE: &str = "owner|besitzer|inhaber|proprietaire|propietario|proprietario|eigenaar|manager|managers|assistant|spouse|partner name|referred|referrer|created by|modified by|supervisor|vorgesetzter|assistent|yomi|phonetic|maiden|sender|recipient|emergency|file|user|creator|parent|father|mother|agent";

/// Words that only tables of something else than people have.
pub(crate) const NOT_OF_PEOPLE: &str = "annual revenue|annualrevenue|annual revenue currency|num emp|numemp|num employees|numemployees|number of employees|account number|accountnumber|sku|price|quantity|invoice|latitude|longitude|conversation id|message|content|body|subject|amount|transaction no|deal|deal title|activity subject|ticket|isbn|stadium|artist";
