//! Phrases of each field in Czech, Danish, Finnish, Greek, Hungarian, Korean, Norwegian, Romanian, Russian,
//! Turkish and Ukrainian; written as those of the other languages.

use crate::imports::fields::Field;

/// Headers that mean a field whatever stands around them.
pub(crate) const MORE_PHRASES: &[(Field, &str)] = &[
    (
        Field::Given,
        "křestní jméno|fornavne|etunimi|όνομα|μικρό όνομα|keresztnév|utónév|이름 첫|имя|ім'я|prenume|isim|ön ad",
    ),
    (Field::Middle, "mellemnavn|mellomnavn|отчество|по батькові|toinen nimi|ikinci ad|patronim"),
    (
        Field::Family,
        "sukunimi|επώνυμο|επίθετο|vezetéknév|családnév|성|фамилия|прізвище|nume de familie|soyad|soyadı|soyisim|slektsnavn",
    ),
    (
        Field::Full,
        "celé jméno|jméno a příjmení|kontaktní osoba|fulde navn|fullt navn|kontaktperson navn|koko nimi|nimi|yhteyshenkilö|ονοματεπώνυμο|teljes név|név|kapcsolattartó|이름|성명|성함|담당자|담당자명|фио|ф.и.о.|полное имя|контактное лицо|имя контакта|піб|повне ім'я|контактна особа|nume complet|nume și prenume|persoană de contact|ad soyad|adı soyadı|ad soyadı|isim soyisim|yetkili|ilgili kişi",
    ),
    (
        Field::JobTitle,
        "pozice|funkce|pracovní pozice|stillingsbetegnelse|titteli|tehtävänimike|asema|θέση|θέση εργασίας|τίτλος|beosztás|munkakör|직책|직급|직함|직위|должность|посада|funcție|funcția|poziție|ünvan|unvan|görev|pozisyon",
    ),
    (
        Field::Department,
        "oddělení|afdeling|osasto|τμήμα|osztály|부서|부서명|отдел|подразделение|відділ|departament|departman|bölüm|birim",
    ),
    (
        Field::Company,
        "firma název|název firmy|název společnosti|organizace|firmanavn|bedrift|selskap|yritys|yhtiö|organisaatio|εταιρεία|εταιρία|επιχείρηση|cég|cégnév|vállalat|szervezet|회사|회사명|기업명|소속|업체명|компания|название компании|организация|компанія|організація|compania|companie|firmă|nume companie|organizație|şirket|şirket adı|firma adı|kurum|kuruluş",
    ),
    (
        Field::Email,
        "e-mailová adresa|emailová adresa|e-mailadresse|sähköposti|sähköpostiosoite|ηλεκτρονικό ταχυδρομείο|διεύθυνση email|email cím|e-mail cím|이메일|이메일 주소|전자우편|메일|эл. почта|электронная почта|адрес электронной почты|почта|имейл|е-мейл|ел. пошта|електронна пошта|adresă de e-mail|adresa email|e-posta|eposta|e-posta adresi|elektronik posta",
    ),
    (
        Field::Phone,
        "telefonní číslo|tel. číslo|telefon číslo|puhelin|puhelinnumero|puh|τηλέφωνο|σταθερό|αριθμός τηλεφώνου|telefonszám|전화|전화번호|연락처|телефон|номер телефона|тел|тел.|номер телефону|număr de telefon|nr. telefon|telefon numarası|telefon no|sabit telefon|tlf nr|tlf",
    ),
    (
        Field::PhoneMobile,
        "mobilní telefon|mobilní číslo|mobil číslo|mobilnr|mobilnummer privat|matkapuhelin|matkapuhelinnumero|kännykkä|gsm numero|κινητό|κινητό τηλέφωνο|mobilszám|mobiltelefonszám|휴대폰|휴대폰번호|휴대전화|휴대전화번호|핸드폰|мобильный|мобильный телефон|моб. телефон|моб|сотовый|мобільний|мобільний телефон|telefon mobil|număr mobil|cep|cep telefonu|cep tel|gsm no",
    ),
    (
        Field::PhoneWork,
        "telefon do práce|arbejdstelefon|työpuhelin|τηλέφωνο εργασίας|munkahelyi telefon|회사전화|회사 전화|рабочий телефон|робочий телефон|telefon serviciu|iş telefonu|ofis telefonu",
    ),
    (
        Field::PhoneHome,
        "hjemmetelefon|kotipuhelin|τηλέφωνο σπιτιού|otthoni telefon|집전화|домашний телефон|домашній телефон|telefon acasă|ev telefonu",
    ),
    (Field::PhoneFax, "faksi|φαξ|팩스|팩스번호|факс|faks numarası"),
    (
        Field::Website,
        "webové stránky|hjemmeside|nettside|kotisivu|verkkosivu|ιστοσελίδα|weboldal|honlap|웹사이트|홈페이지|сайт|веб-сайт|вебсайт|pagină web|site web companie|web sitesi|internet sitesi",
    ),
    (
        Field::Street,
        "ulice|ulice a číslo|adresa|gade|gateadresse|katuosoite|osoite|lähiosoite|διεύθυνση|οδός|cím|utca|주소|адрес|улица|адреса|вулиця|strada|stradă|adresi|açık adres|sokak|cadde",
    ),
    (Field::Number, "číslo popisné|husnummer|дом|номер дома|házszám"),
    (
        Field::City,
        "město|obec|bynavn|poststed|kaupunki|postitoimipaikka|kunta|πόλη|város|település|도시|시|город|населенный пункт|місто|oraș|localitate|şehir|il|ilçe",
    ),
    (Field::State, "kraj okres|fylke|maakunta|νομός|megye|시도|область|регион|край|județ|bölge"),
    (
        Field::Postcode,
        "psč kód|postnr|postinumero|τκ|ταχυδρομικός κώδικας|irányítószám|irsz|우편번호|индекс|почтовый индекс|індекс|поштовий індекс|cod poștal|posta kodu",
    ),
    (Field::Country, "země|stát|maa|χώρα|ország|국가|나라|страна|країна|țară|ülke"),
    (
        Field::Birthday,
        "datum narození|narozeniny|fødselsdag|fødselsdato|syntymäpäivä|syntymäaika|ημερομηνία γέννησης|γενέθλια|születésnap|születési dátum|생일|생년월일|дата рождения|день рождения|дата народження|день народження|data nașterii|zi de naștere|doğum tarihi|doğum günü",
    ),
    (
        Field::ConnectedOn,
        "připojeno dne|forbundet den|kontakt siden|tilkoblet|yhdistetty|συνδέθηκε στις|kapcsolódás dátuma|1촌 맺은 날|연결 날짜|연결일|дата установления контакта|дата установки контакта|bağlantı kurulma tarihi|bağlantı tarihi|conectat la|data conectării",
    ),
    (
        Field::SourceOn,
        "vytvořeno|datum vytvoření|oprettet|oprettelsesdato|opprettet|luotu|luontipäivä|ημερομηνία δημιουργίας|létrehozva|létrehozás dátuma|생성일|등록일|дата создания|создано|дата створення|data creării|creat la|oluşturma tarihi|kayıt tarihi",
    ),
    (
        Field::LeadSource,
        "zdroj|kilde|lähde|πηγή|forrás|출처|유입경로|источник|источник лида|джерело|sursă|kaynak",
    ),
    (
        Field::Owner,
        "vlastník|ejer|eier|omistaja|υπεύθυνος|tulajdonos|felelős|소유자|담당 영업|ответственный|владелец|відповідальний|responsabil|proprietar|sahip|sorumlu",
    ),
    (
        Field::Tags,
        "štítky|etikety|mærker|etiketter|tunnisteet|ετικέτες|címkék|태그|라벨|그룹|теги|метки|группы|etichete|etiketler",
    ),
    (
        Field::Note,
        "poznámka|poznámky|bemærkning|bemærkninger|notat|notater|merknader|huomautus|huomautukset|muistiinpanot|lisätiedot|σημειώσεις|σχόλια|παρατηρήσεις|megjegyzés|megjegyzések|jegyzet|메모|비고|참고|заметки|примечание|примечания|комментарий|комментарии|примітка|примітки|коментар|observații|notă|note adăugate|not|notlar|açıklama",
    ),
    (
        Field::Industry,
        "odvětví|obor|branche dk|toimiala|κλάδος|iparág|ágazat|업종|산업|отрасль|сфера деятельности|галузь|industrie ro|domeniu|sektör",
    ),
    (Field::Language, "jazyk|sprog|språk|kieli|γλώσσα|nyelv|언어|язык|мова|limbă|limba|dil"),
];
