//! What programs call the stage of a relation, in many languages, as a standing.

use std::{collections::BTreeSet, sync::OnceLock};

use super::values::{fold, word_set};
use crate::people::Standing;

/// Words of who buys now; who recommends it too has bought.
const CLIENTS: &str = "customer|current customer|existing customer|active customer|paying customer|client|current client|existing client|active client|evangelist|advocate|won|Kunde|Kundin|Bestandskunde|Bestandskundin|Stammkunde|aktiver Kunde|Evangelist|Fürsprecher|Botschafter|cliente|cliente actual|cliente activo|cliente atual|cliente ativo|cliente attivo|cliente attuale|client actuel|client existant|client actif|évangéliste|ambassadeur|ambassadrice|cliente existente|evangelista|promotor|prescriptor|embaixador|promotore|klant|bestaande klant|huidige klant|ambassadeur|顧客|既存顧客|お客様|クライアント|エバンジェリスト|既存客|klient|kund|befintlig kund|zákazník|asiakas|ügyfél|клиент|клієнт|müşteri|客户|고객|πελάτης";
/// Words of who bought once.
const FORMER_CLIENTS: &str = "former customer|former client|past customer|past client|ex customer|ex client|lost customer|churned|churned customer|inactive customer|ehemaliger Kunde|ehemalige Kundin|Ex-Kunde|Altkunde|früherer Kunde|verlorener Kunde|ancien client|ancienne cliente|client perdu|client inactif|excliente|ex cliente|antiguo cliente|cliente antiguo|cliente perdido|cliente inactivo|ex-cliente|antigo cliente|cliente inativo|vecchio cliente|cliente perso|oud-klant|oude klant|voormalige klant|ex-klant|元顧客|過去の顧客|解約|解約済み|休眠顧客|były klient|tidigare kund|前客户|бывший клиент";
/// Words of who has not bought yet.
const LEADS: &str = "subscriber|lead|marketing qualified lead|marketingqualifiedlead|mql|sales qualified lead|salesqualifiedlead|sql|opportunity|prospect|potential customer|suspect|new|Abonnent|Abonnentin|qualifizierter Lead|Marketing-qualifizierter Lead|Marketing-Qualified-Lead|Sales-qualifizierter Lead|Vertriebsqualifizierter Lead|Gelegenheit|Verkaufschance|Verkaufsgelegenheit|Chance|Interessent|Interessentin|potenzieller Kunde|abonné|abonnée|lead qualifié marketing|lead qualifié|lead marketing qualifié|lead qualifié par le marketing|lead qualifié par les ventes|lead qualifié commercialement|opportunité|prospect qualifié|piste|client potentiel|suscriptor|suscriptora|lead cualificado por marketing|lead calificado de marketing|lead calificado para marketing|lead calificado para ventas|lead cualificado por ventas|oportunidad|prospecto|cliente potencial|contacto|assinante|lead qualificado de marketing|lead qualificado para marketing|lead qualificado de vendas|lead qualificado para vendas|oportunidade|potencial cliente|iscritto|lead qualificato per il marketing|lead qualificato dal marketing|lead qualificato per le vendite|lead qualificato dalle vendite|opportunità|cliente potenziale|potenziale cliente|abonnee|marketing qualified lead mql|sales qualified lead sql|marketing-gekwalificeerde lead|sales-gekwalificeerde lead|verkoopkans|kans|potentiële klant|登録読者|購読者|見込み客|見込客|リード|商談|機会|案件";

/// The standing of a word: ours, or the stage of another program in any of the languages.
pub(crate) fn standing(text: &str) -> Option<Standing> {
    static WORDS: OnceLock<[BTreeSet<String>; 3]> = OnceLock::new();
    let folded = fold(text);
    if let Ok(standing) = Standing::parse(&folded.replace(' ', "_")) {
        return Some(standing);
    }
    let [former, clients, leads] =
        WORDS.get_or_init(|| [FORMER_CLIENTS, CLIENTS, LEADS].map(word_set));
    if former.contains(&folded) {
        Some(Standing::FormerClient)
    } else if clients.contains(&folded) {
        Some(Standing::Client)
    } else if leads.contains(&folded) {
        Some(Standing::Lead)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_of_other_programs_are_standings() {
        for (text, expected) in [
            ("Customer", Some(Standing::Client)),
            ("Kunde", Some(Standing::Client)),
            ("Client", Some(Standing::Client)),
            ("cliente", Some(Standing::Client)),
            ("Klant", Some(Standing::Client)),
            ("顧客", Some(Standing::Client)),
            ("Évangéliste", Some(Standing::Client)),
            ("Ancien client", Some(Standing::FormerClient)),
            ("former_client", Some(Standing::FormerClient)),
            ("In Nurture", Some(Standing::InNurture)),
            ("Marketing Qualified Lead", Some(Standing::Lead)),
            ("Opportunité", Some(Standing::Lead)),
            ("Prospect", Some(Standing::Prospect)),
            ("zzz", None),
        ] {
            assert_eq!(standing(text), expected, "{text}");
        }
    }
}
