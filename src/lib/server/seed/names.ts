import type { Language } from '#lib/features/volunteers/volunteer.ts';
import type { Random } from './random.ts';

/** Where a family comes from: names and the languages spoken at home, besides German. */
type Origin = { women: string; men: string; families: string; languages: Language[]; weight: number };

const words = (text: string) => text.split(' ');

/** Given names as people born between 1935 and 1965 bear them; some younger ones are in `young`. */
const origins: Origin[] = [
  {
    women:
      'Renate Ursula Monika Karin Brigitte Ingrid Helga Christa Gisela Elke Heike Barbara Angelika Gabriele Marianne Hannelore Rosemarie Jutta Petra Doris Edith Waltraud Ilse Erika Gerda Roswitha Margret Annegret Sigrid Bärbel Ute Martina Cornelia Regina Elisabeth Hildegard Irmtraud Anneliese Ruth Birgit Beate Dagmar Marlies Lieselotte Adelheid',
    men: 'Klaus Günter Hans-Peter Wolfgang Dieter Manfred Jürgen Horst Werner Heinz Gerhard Rolf Bernd Helmut Karl-Heinz Uwe Rainer Michael Siegfried Norbert Friedhelm Reinhard Ulrich Herbert Walter Lothar Ernst Willi Peter Jochen Volker Detlef Eckhard Heinrich Udo',
    families:
      'Albers Brinkmann Böhmer Diekmann Ellerbrock Feldkamp Förster Grote Hagemann Heitkamp Hövelmann Imkamp Jansen Kämper Kleinschmidt Köster Kuhlmann Lohmann Lütkenhaus Meinert Möllmann Niehaus Niemeyer Oberste Ostermann Pieper Plöger Rademacher Rehling Sandkühler Schlüter Schulte Schürmann Siepmann Steinhoff Strothmann Tewes Uhlenbrock Vennemann Volmer Wiemann Wortmann Zumbusch Bergmann Krämer Ahlers Dornseif Kettler Nölle Rüther Schäfer Wegener Brandes Falke Hillebrand Kersting Lammers Stratmann Westphal',
    languages: [],
    weight: 74,
  },
  {
    women: 'Danuta Krystyna Halina Jadwiga Barbara Elżbieta Teresa',
    men: 'Stanisław Andrzej Jan Krzysztof Ryszard Zbigniew',
    families: 'Kowalczyk Nowicki Szymański Kaczmarek Wiśniewski Pawlak Dudek Jankowski',
    languages: ['pl'],
    weight: 7,
  },
  {
    women: 'Ayşe Fatma Emine Hatice Zeynep Sevim Gülsen Nuran',
    men: 'Mehmet Mustafa Hüseyin İbrahim Ali Kemal Orhan Yusuf',
    families: 'Yılmaz Aydın Demirci Koç Öztürk Arslan Polat Çelik Şahin Güneş',
    languages: ['tr'],
    weight: 8,
  },
  {
    women: 'Ludmila Galina Nina Tatjana Valentina Larissa Olga',
    men: 'Viktor Alexander Wladimir Sergej Eduard Nikolai',
    families: 'Petrow Weber Schneider Koslow Sokolow Wagner Fedorow Ritter',
    languages: ['ru'],
    weight: 5,
  },
  {
    women: 'Oksana Iryna Natalija Halyna Switlana',
    men: 'Wolodymyr Mykola Petro Bohdan',
    families: 'Bondarenko Schewtschuk Kowalenko Melnyk Tkatschenko',
    languages: ['uk', 'ru'],
    weight: 2,
  },
  {
    women: 'Amal Samira Fadila Khadija Leila',
    men: 'Ahmed Hassan Youssef Karim Nabil',
    families: 'Haddad Mansour Khalil Bennani Darwish Saleh',
    languages: ['ar', 'fr'],
    weight: 3,
  },
  {
    women: 'Maria Carmen Giuseppina Concetta Eleni Despina',
    men: 'Antonio Salvatore Giuseppe Dimitrios Konstantinos Manuel',
    families: 'Russo Ferrari García Papadopoulos Ioannidis Esposito',
    languages: ['it', 'es', 'el'],
    weight: 3,
  },
];

const young = {
  women: words('Julia Lena Sarah Katharina Anna Sandra Melanie Stefanie Nadine Miriam'),
  men: words('Jan Tobias Daniel Christian Sebastian Markus Thorsten Stefan Timo Lukas'),
};

const tables = origins.map((origin) => ({
  women: words(origin.women),
  men: words(origin.men),
  families: words(origin.families),
  languages: origin.languages,
  weight: origin.weight,
}));

export type Name = {
  givenName: string;
  familyName: string;
  languages: Language[];
  gender: 'female' | 'male';
};

/** A plausible name with the languages that go with it. In diverse districts more families come from elsewhere. */
export function inventName(random: Random, isDiverse: boolean): Name {
  const weights = tables.map(({ weight }, index) => (index === 0 && isDiverse ? weight * 0.45 : weight));
  let at = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  const origin = tables[weights.findIndex((weight) => (at -= weight) < 0)] ?? tables[0]!;
  const isWoman = random.chance(0.64);
  const isYoung = origin.languages.length === 0 && random.chance(0.16);
  const given = (isYoung ? young : origin)[isWoman ? 'women' : 'men'];
  const mother = origin.languages.length > 0 ? [random.pick(origin.languages)] : [];
  const learned = random.chance(0.28) ? [random.pick(['en', 'en', 'en', 'fr', 'es'] as const)] : [];
  return {
    givenName: random.pick(given),
    familyName: random.pick(origin.families),
    languages: [...new Set<Language>(['de', ...mother, ...learned])],
    gender: isWoman ? 'female' : 'male',
  };
}

/** A name as the part of an e-mail address before the @. */
export function mailName(name: string): string {
  return name
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .replace(/ı/g, 'i')
    .replace(/ł/g, 'l')
    .normalize('NFD')
    .replace(/[^a-z0-9-]/g, '');
}

/** Ranges that the Federal Network Agency keeps free for stories; nobody is called by mistake. */
const fictionalRanges = ['+493023125', '+494066969', '+496990009', '+498999998'];

/** An invented telephone number in international form. */
export function inventPhone(random: Random): string {
  if (random.chance(0.3)) return `+4917139200${String(random.int(0, 99)).padStart(2, '0')}`;
  return random.pick(fictionalRanges) + String(random.int(0, 999)).padStart(3, '0');
}
