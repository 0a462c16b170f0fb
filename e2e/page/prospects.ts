/** Where made-up prospects sit, how their numbers begin and how long they go on, and what people are called there. */
const PLACES = [
  [
    "GB",
    "+44 20 7946 0",
    3,
    "Imogen Gareth Priya Callum Niamh",
    "Whitfield Pryce Chaudhry MacLeod Ashdown",
  ],
  [
    "DE",
    "+49 30 901820",
    3,
    "Jörg Käthe Emre Wiebke Björn",
    "Groß von_der_Heide Yıldız Müller-Thurgau Schäfer",
  ],
  [
    "FR",
    "+33 1 99 00 ",
    4,
    "Hélène Loïc Maëlys François Aïcha",
    "d'Aubigné Lefèvre Benali Saint-Clair Noël",
  ],
  [
    "ES",
    "+34 910 555 ",
    3,
    "Begoña Íñigo Lucía Martín Núria",
    "García-Márquez Ibáñez Ordóñez Peña Llull",
  ],
  [
    "IT",
    "+39 06 555 0",
    4,
    "Giosuè Chiara Niccolò Beatrice Ezio",
    "D'Amico Bianchi Lo_Presti Ferrara Dell'Orto",
  ],
  [
    "PL",
    "+48 22 555 0",
    4,
    "Łukasz Małgorzata Wioletta Zofia Jędrzej",
    "Kowalczyk Wójcik Dąbrowska Źrebiec Nowak",
  ],
  ["SE", "+46 8 555 0", 4, "Åsa Björn Märta Örjan Linnéa", "Sjögren Åkesson Lindström Öberg Holm"],
  ["NO", "+47 22 55 ", 4, "Øyvind Solveig Håkon Ragnhild Pål", "Bjørnstad Sæther Aune Grønli Vik"],
  ["CZ", "+420 222 55", 4, "Jiří Růžena Ondřej Šárka Matěj", "Dvořák Němcová Říha Šťastný Horák"],
  ["HU", "+36 1 555 ", 4, "Ágnes Gergő Zsófia Bálint Réka", "Szőke Kővári Nagy Tóth Erdős"],
  [
    "GR",
    "+30 21 0555 ",
    4,
    "Ελένη Νίκος Μαρία Γιώργος Σοφία",
    "Παπαδοπούλου Οικονόμου Βλάχος Αγγελίδης Δήμου",
  ],
  [
    "UA",
    "+380 44 555 ",
    4,
    "Оксана Тарас Леся Богдан Ірина",
    "Шевчук Коваленко Гнатюк Мельник Їжакевич",
  ],
  ["TR", "+90 212 555 ", 4, "Gülşen Çağrı İlker Şebnem Ömer", "Öztürk Çelik Işık Yıldırım Güneş"],
  ["IL", "+972 3 555 ", 4, "נועה איתי תמר יונתן שירה", "כהן לוי מזרחי פרידמן ברק"],
  ["EG", "+20 2 2555 ", 4, "محمد فاطمة ياسمين كريم ليلى", "حسن السيد منصور عبدالله شاهين"],
  [
    "NG",
    "+234 1 555 ",
    4,
    "Chidi Adaeze Babatunde Ngozi Ifeoluwa",
    "Okafor Adéyẹmí Nwachukwu Bello Egwu",
  ],
  [
    "KE",
    "+254 20 555 ",
    4,
    "Wanjiru Otieno Achieng Kamau Njeri",
    "Mwangi Odhiambo Kiplagat Wekesa Njoroge",
  ],
  [
    "ZA",
    "+27 11 555 ",
    4,
    "Thandiwe Pieter Sipho Annelie Lerato",
    "Nkosi van_der_Merwe Dlamini Botha Mokoena",
  ],
  [
    "IN",
    "+91 22 5550 ",
    4,
    "Ananya Raghavendra Meera Arjun Lakshmi",
    "Iyer Chatterjee Venkataraghavan Singh Bose",
  ],
  ["JP", "+81 3 5555 ", 4, "美咲 健太 陽子 翔 さくら", "田中 鈴木 高橋 渡辺 小林"],
] as const;

const FIRMS = ["Freight", "Packaging", "Dental Supply", "Robotics", "Foods", "Timber", "Optics"];
const TITLES = ["Plant manager", "Owner", "Head of Operations", "Purchasing lead", "CFO", ""];
const REASONS = [
  "Visited our stand, asked about changeover",
  "Opens a second plant in March",
  "New head of operations since October",
  "Downloaded the checklist",
  "",
];

/** So many prospects as somebody copies them out of a spreadsheet: headers first, then a row each, tabs between cells. */
export function prospects(n: number): string[] {
  const rows = Array.from({ length: n }, (_, at) => prospect(at).join("\t"));
  return [HEADERS.join("\t"), ...rows];
}

const HEADERS = [
  "First name",
  "Last name",
  "Company",
  "Job title",
  "Phone",
  "Email",
  "Country",
  "Reason",
];

/** The one at a place of the list: the same at every run. */
function prospect(at: number): string[] {
  const [country, start, digits, given, family] = PLACES[at % PLACES.length] ?? PLACES[0];
  const round = Math.floor(at / PLACES.length);
  const names = family.split(" ");
  // From the 500th on they bear double names, so that hardly any two are called the same.
  const second = round < 25 ? "" : ` ${pick(names, Math.floor(round / 25) + round)}`;
  const last = `${pick(names, Math.floor(round / 5) + round)}${second}`.replaceAll("_", " ");
  const phone = `${start}${String((round * 37) % 10 ** digits).padStart(digits, "0")}`;
  const firm = `${last} ${pick(FIRMS, at)}`;
  return [
    pick(given.split(" "), round),
    last,
    firm,
    pick(TITLES, at),
    // Every eleventh has none: nobody's list is complete.
    at % 11 === 10 ? "" : phone,
    at % 7 === 6 ? "" : `p${at}@firm${at % 180}.example`,
    country,
    pick(REASONS, at),
  ];
}

function pick(from: readonly string[], at: number): string {
  return from[at % from.length] ?? "";
}
