import * as schema from '#lib/server/db/schema/index.ts';
import { addDays, weekdayOf } from '#lib/time/date.ts';
import type { Row } from './copy.server.ts';
import { cast } from './cast.ts';
import type { Organisation } from './organisations.ts';
import type { Project } from './projects.ts';
import { createRandom } from './random.ts';
import { requestPlans } from './request-texts.ts';
import type { Planning } from './series.ts';

type Request = Row<typeof schema.request>;

/** The cast's members who ask, by their person. */
type Contacts = { lenz: string; okafor: string; brandt: string; irmgard: string };

/** Letters as references have them. */
const letters = '23456789ABCDEFGHJKMNPQRSTWXYZ';

/** What waits in the stage office's inbox, and what Frau Lenz, Frau Okafor and Herr Brandt have asked for. */
export function addRequests(planning: Planning, contacts: Contacts, reading: Project): void {
  const { town, unit } = planning;
  // Of its own, so that the rest of the town stays as it is whatever is asked for.
  const random = createRandom(`requests ${town.today}`, town.anchor - 86_400_000);
  const murat = unit.coordinators[0]!;
  const at = (daysAgo: number, time: string) => new Date(town.instant(addDays(town.today, -daysAgo), time));

  /** A mark and who made it, if the request has come so far. */
  const marks = (state: string, createdAt: Date) => {
    const reached = ['in_talk', 'planned', 'running', 'done'].indexOf(state) + 1;
    const mark = (step: number) => {
      const days = [1, 3, 12, 50][step - 1]!;
      const when = new Date(Math.min(createdAt.getTime() + days * 86_400_000, town.anchor - 3_600_000));
      return reached >= step ? { at: when, by: murat.id } : { at: null, by: null };
    };
    const [taken, planned, started, done] = [mark(1), mark(2), mark(3), mark(4)];
    return {
      assigneeId: reached > 0 ? murat.id : null,
      takenAt: taken!.at,
      takenBy: taken!.by,
      plannedAt: planned!.at,
      plannedBy: planned!.by,
      startedAt: started!.at,
      startedBy: started!.by,
      doneAt: done!.at,
      doneBy: done!.by,
    };
  };

  const add = (
    given: Partial<Request> & Pick<Request, 'kind' | 'channel' | 'contactName' | 'wish' | 'createdAt'>,
    state: string,
  ): string => {
    const signs = Array.from({ length: 6 }, () => letters[random.int(0, letters.length - 1)]).join('');
    const id = random.id();
    town.writer.add(schema.request, {
      id,
      reference: `MA-${signs.slice(0, 4)}-${signs.slice(4)}`,
      organisationId: unit.office.id,
      facilityId: null,
      contactPhone: null,
      contactEmail: null,
      locale: 'de',
      isPlain: false,
      relation: null,
      personName: '',
      personBornOn: null,
      personKnows: null,
      place: '',
      districtCode: unit.district.code,
      facts: {},
      createdBy: null,
      ...marks(state, given.createdAt),
      projectId: null,
      declinedAt: null,
      declinedBy: null,
      declineReason: null,
      declineText: null,
      withdrawnAt: null,
      mergedIntoId: null,
      mergedAt: null,
      mergedBy: null,
      newsAt: null,
      ...given,
    });
    return id;
  };
  const say = (requestId: string, isFromOffice: boolean, text: string, createdAt: Date, by: string | null) =>
    town.writer.add(schema.requestMessage, {
      id: random.id(),
      requestId,
      isFromOffice,
      text,
      createdAt,
      createdBy: by,
    });
  const note = (requestId: string, text: string, createdAt: Date) =>
    town.writer.add(schema.requestNote, {
      id: random.id(),
      requestId,
      organisationId: unit.office.id,
      text,
      createdAt,
      createdBy: murat.id,
    });
  /** A weekday about so many days ahead. */
  const propose = (requestId: string, days: number, [from, to]: [string, string], words: string) => {
    let date = addDays(town.today, days);
    while (weekdayOf(date) > 5) date = addDays(date, 1);
    town.writer.add(schema.requestDate, {
      id: random.id(),
      requestId,
      isFromOffice: true,
      startAt: new Date(town.instant(date, from)),
      endAt: new Date(town.instant(date, to)),
      note: words,
      eventId: null,
      insteadOfId: null,
      createdAt: at(1, '11:00'),
      createdBy: murat.id,
      confirmedAt: null,
      withdrawnAt: null,
    });
  };

  for (const plan of requestPlans) {
    const createdAt = at(plan.daysAgo, plan.time);
    const ended = at(Math.max(1, plan.daysAgo - 2), '10:30');
    const id = add(
      {
        kind: plan.kind,
        channel: plan.isByPhone ? 'office' : 'web',
        contactName: plan.contact,
        contactPhone: plan.phone || null,
        contactEmail: plan.email || null,
        relation: plan.relation,
        personName: plan.person,
        personKnows: plan.knows,
        place: unit.district.postalCodes[0]!,
        wish: plan.wish,
        createdAt,
        createdBy: plan.isByPhone ? murat.id : null,
        ...(plan.decline && {
          declinedAt: ended,
          declinedBy: murat.id,
          declineReason: plan.decline.reason,
          declineText: plan.decline.text,
        }),
        ...(plan.state === 'withdrawn' && { withdrawnAt: ended }),
      },
      plan.state,
    );
    if (plan.note) note(id, plan.note, at(Math.max(1, plan.daysAgo - 1), '15:30'));
    if (plan.state === 'planned') propose(id, 6, ['10:00', '11:00'], 'Kennenlernen, Murat ist dabei');
  }

  const brandt = add(
    {
      kind: 'visiting',
      channel: 'web',
      contactName: `${cast.brandt.givenName} ${cast.brandt.familyName}`,
      contactEmail: cast.brandt.email,
      contactPhone: null,
      relation: 'child',
      personName: 'meine Mutter',
      personKnows: 'yes',
      place: unit.district.name,
      wish: 'Meine Mutter lebt allein, ich wohne drei Stunden entfernt. Sie freut sich über jemanden zum Spazierengehen und Kartenspielen.',
      createdAt: at(8, '23:12'),
      createdBy: contacts.brandt,
      newsAt: at(1, '20:05'),
    },
    'in_talk',
  );
  say(
    brandt,
    true,
    'Danke für Ihre Anfrage. Dürfen wir Ihre Mutter am Donnerstag anrufen?',
    at(6, '10:15'),
    murat.id,
  );
  say(
    brandt,
    false,
    'Ja, am liebsten zwischen 10 und 12 Uhr. Sie weiß Bescheid.',
    at(1, '20:05'),
    contacts.brandt,
  );
  propose(brandt, 9, ['15:00', '16:00'], 'Besuch bei Ihrer Mutter zum Kennenlernen');

  const fromHouse = (
    house: Organisation,
    contact: string,
    member: { givenName: string; familyName: string },
  ) => ({
    channel: 'facility' as const,
    facilityId: house.id,
    contactName: `${member.givenName} ${member.familyName}`,
    contactPhone: house.phone,
    createdBy: contact,
  });
  const school = fromHouse(unit.schools[0]!, contacts.lenz, cast.lenz);
  const careHome = fromHouse(unit.careHomes[0]!, contacts.okafor, cast.okafor);
  add(
    {
      ...school,
      kind: 'reading',
      wish: 'Kinder der zweiten und dritten Klassen, die zu Hause wenig lesen.',
      facts: {
        people: 8,
        classes: '2a, 2b, 3b',
        weekdays: ['2', '4'],
        times: '3. und 4. Stunde',
        startsOn: '',
      },
      createdAt: at(60, '08:20'),
      projectId: reading.id,
    },
    'running',
  );
  const week = add(
    {
      ...school,
      kind: 'history_week',
      wish: 'Schule früher und heute, mit unseren beiden vierten Klassen und Menschen, die davon erzählen.',
      facts: {
        weeks: 'eine Woche im März, nicht vor den Osterferien',
        people: 48,
        rooms: 'Aula und zwei Klassenräume',
      },
      createdAt: at(5, '07:55'),
    },
    'in_talk',
  );
  say(
    week,
    true,
    'Das klingt schön. Passt Ihnen ein erstes Gespräch in der Schule?',
    at(4, '09:40'),
    murat.id,
  );
  propose(week, 5, ['14:00', '15:00'], 'Planungsgespräch in der Schule');
  add(
    {
      ...careHome,
      kind: 'history_week',
      wish: 'Unsere Bewohnerinnen möchten wieder mit Kindern über früher sprechen.',
      facts: { weeks: 'Februar oder März', people: 25, rooms: 'Festsaal, Wintergarten' },
      createdAt: at(15, '13:35'),
    },
    'planned',
  );
  add(
    {
      ...careHome,
      kind: 'visiting',
      wish: 'Vier Bewohner bekommen fast nie Besuch. Gesucht sind Menschen, die zuhören.',
      facts: { people: 4, weekdays: ['1', '3', '5'], times: 'nachmittags ab 14:30 Uhr', startsOn: '' },
      createdAt: at(2, '12:10'),
    },
    'new',
  );
  add(
    {
      ...fromHouse(unit.parishes[0]!, contacts.irmgard, cast.irmgard),
      kind: 'impulse',
      wish: 'Für unseren Seniorenkreis: Was gehört in eine Vorsorgevollmacht, und wer hilft dabei?',
      facts: { offer: 'speaker', people: 23, startsOn: '', times: 'donnerstags 15 bis 17 Uhr' },
      createdAt: at(1, '17:25'),
    },
    'new',
  );
}
