import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';
import { readBack, type ReadEvent } from '#tests/support/read-calendar.ts';

const database = useDatabase();
const origin = 'https://miteinander.example.org';
const nothing = { etag: null, since: null };
let scene: Scene;
let office: string;
let murat: Person;
let hanne: Person;

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  await scene.db.update(schema.organisation).set({ phone: '+4923150000' });
  murat = await scene.person('Murat', { roles: [['coordinator', office]] });
});
beforeEach(async () => {
  scene.now = new Date('2026-11-24T09:00:00+01:00');
  hanne = await scene.person('Hanne');
});
afterAll(() => scene.close());

const nobody = () => scene.callerAs(null);
async function linkOf(person: Person): Promise<string> {
  await person.api.feeds.createLink();
  return (await person.api.feeds.myLink())!.token;
}
async function textOf(token: string): Promise<string> {
  return (await nobody().feeds.personal({ token, known: nothing, origin })).text!;
}
const feedOf = async (token: string) => readBack(await textOf(token));
const placeIn = (feed: { events: Map<string, ReadEvent> }, shiftId: string) =>
  feed.events.get(`${shiftId}@miteinander`);

async function moveBy(eventId: string, hours: number): Promise<void> {
  const event = await murat.api.scheduling.getEvent({ eventId });
  const by = (instant: Date) => new Date(instant.getTime() + hours * 3_600_000);
  await murat.api.scheduling.moveEvent({
    ...{ eventId, version: event.version, startAt: by(event.startAt), endAt: by(event.endAt) },
  });
}

describe('the own feed', () => {
  it('shows a place with its time in the zone of the place, private, and says what the program needs', async () => {
    const { shiftId, startAt, endAt } = await scene.shift(office, {
      event: { placeName: 'Bücherei, Raum 2' },
    });
    await hanne.api.scheduling.signUp({ shiftId });
    const feed = await feedOf(await linkOf(hanne));
    expect(feed.name).toBe('Miteinander: meine Termine');
    expect(feed.lines).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT6H');
    expect(feed.lines).toContain('X-PUBLISHED-TTL:PT6H');
    expect(feed.lines.at(-1)).toBe('');
    expect(placeIn(feed, shiftId)).toMatchObject({
      summary: 'Vorlesen am Kastanienhof',
      description: expect.stringContaining(
        'Aufgabe: Vorlesen\nEs leitet: Seniorenbüro Aplerbeck, Telefon 0231 50000',
      ),
      location: 'Bücherei, Raum 2',
      ...{ status: 'CONFIRMED', class: 'PRIVATE', zone: 'Europe/Berlin' },
      ...{ start: '2026-11-25T09:00', startAt, endAt },
    });
  });

  it('keeps the name of a date that is moved, and counts', async () => {
    const { shiftId, eventId } = await scene.shift(office);
    await hanne.api.scheduling.signUp({ shiftId });
    const token = await linkOf(hanne);
    const before = placeIn(await feedOf(token), shiftId)!;
    scene.now = new Date('2026-11-24T10:00:00+01:00');
    await moveBy(eventId, 3);
    const feed = await feedOf(token);
    const after = placeIn(feed, shiftId)!;
    expect(after.start).toBe('2026-11-25T12:00');
    expect(after.sequence).toBeGreaterThan(before.sequence);
    expect(feed.lines).toContain('DTSTAMP:20261124T090000Z');
    expect(feed.lines).toContain('LAST-MODIFIED:20261124T090000Z');
    expect(feed.events.size).toBe(1);
  });

  it('marks a date that the office called off, in words too, and never by its reason', async () => {
    const { shiftId, eventId } = await scene.shift(office);
    await hanne.api.scheduling.signUp({ shiftId });
    const token = await linkOf(hanne);
    const before = placeIn(await feedOf(token), shiftId)!;
    await murat.api.scheduling.cancelEvent({ eventId, reason: 'Frau Adler liegt im Krankenhaus.' });
    const text = await textOf(token);
    const after = placeIn(readBack(text), shiftId)!;
    expect(after).toMatchObject({ status: 'CANCELLED', summary: 'Fällt aus: Vorlesen am Kastanienhof' });
    expect(after.sequence).toBeGreaterThan(before.sequence);
    expect(text).toContain('TRANSP:TRANSPARENT');
    expect(text).not.toContain('Adler');
  });

  it('drops a place that Hanne gave up, and counts on when she comes back', async () => {
    const { shiftId } = await scene.shift(office);
    const token = await linkOf(hanne);
    await hanne.api.scheduling.signUp({ shiftId });
    const first = placeIn(await feedOf(token), shiftId)!;
    await hanne.api.scheduling.cancelSignup({ shiftId });
    expect(placeIn(await feedOf(token), shiftId)).toBeUndefined();
    await hanne.api.scheduling.signUp({ shiftId });
    const again = placeIn(await feedOf(token), shiftId)!;
    expect(again).toMatchObject({ uid: first.uid, status: 'CONFIRMED' });
    expect(again.sequence).toBeGreaterThan(first.sequence);
  });

  it('shows a place on the waiting list as uncertain, until she moves up', async () => {
    const { shiftId } = await scene.shift(office);
    const other = await scene.person('Renate');
    await other.api.scheduling.signUp({ shiftId });
    await hanne.api.scheduling.signUp({ shiftId });
    const token = await linkOf(hanne);
    const waiting = placeIn(await feedOf(token), shiftId)!;
    expect(waiting).toMatchObject({
      ...{ status: 'TENTATIVE', summary: 'Warteliste: Vorlesen am Kastanienhof' },
    });
    scene.now = new Date('2026-11-24T09:30:00+01:00');
    await other.api.scheduling.cancelSignup({ shiftId });
    const certain = placeIn(await feedOf(token), shiftId)!;
    expect(certain.status).toBe('CONFIRMED');
    expect(certain.sequence).toBeGreaterThan(waiting.sequence);
  });

  it('holds eight weeks of the past and everything ahead', async () => {
    const at = (days: number) => scene.shift(office, { inHours: days * 24 });
    const [old, recent, far] = await Promise.all([at(-58), at(-50), at(300)]);
    const places = [old, recent, far].map(({ shiftId }) => ({
      ...{ shiftId, personId: hanne.id, signedUpBy: hanne.id, signedUpAt: scene.now, confirmedAt: scene.now },
      // The database fills these in.
      ...{ during: sql`null`, duringWithTravel: sql`null`, placeKey: sql`null` },
    }));
    await scene.db.insert(schema.signup).values(places);
    const feed = await feedOf(await linkOf(hanne));
    expect([...feed.events.keys()].sort()).toEqual(
      [recent, far].map(({ shiftId }) => `${shiftId}@miteinander`).sort(),
    );
  });

  it('stands right on the wall on both Sundays on which the clocks change', async () => {
    scene.now = new Date('2026-10-20T09:00:00+02:00');
    const on = async (at: string) => {
      const startAt = new Date(at);
      const endAt = new Date(startAt.getTime() + 3_600_000);
      const { shiftId } = await scene.shift(office, { event: { startAt, endAt }, shift: { startAt, endAt } });
      await hanne.api.scheduling.signUp({ shiftId });
      return { shiftId, startAt, endAt };
    };
    const places = [
      await on('2026-10-24T15:00:00+02:00'),
      await on('2026-10-25T15:00:00+01:00'),
      // Shown twice by the clock: the second time can only be said in UTC.
      await on('2026-10-25T02:30:00+01:00'),
      await on('2027-03-27T15:00:00+01:00'),
      await on('2027-03-28T15:00:00+02:00'),
    ];
    const feed = await feedOf(await linkOf(hanne));
    const read = places.map(({ shiftId }) => placeIn(feed, shiftId)!);
    expect(read.map(({ start }) => start)).toEqual([
      '2026-10-24T15:00',
      '2026-10-25T15:00',
      '2026-10-25T01:30',
      '2027-03-27T15:00',
      '2027-03-28T15:00',
    ]);
    expect(read.map(({ startAt, endAt }) => ({ startAt, endAt }))).toEqual(
      places.map(({ startAt, endAt }) => ({ startAt, endAt })),
    );
  });

  it('speaks the language of its person', async () => {
    await scene.db.update(schema.person).set({ locale: 'en' }).where(eq(schema.person.id, hanne.id));
    const { shiftId } = await scene.shift(office);
    await hanne.api.scheduling.signUp({ shiftId });
    const feed = await feedOf(await linkOf(hanne));
    expect(feed.name).toBe('Miteinander: my dates');
    expect(placeIn(feed, shiftId)!.description).toContain('Task: Reading aloud');
  });
});

describe('what a feed never says', () => {
  const secrets = {
    title: 'Besuch bei Frau Sommerfeld',
    placeName: 'Zu Hause bei Sommerfeld',
    street: 'Köln-Berliner Straße 17',
    postalCode: '44287',
    room: 'Zimmer 214 Sommerfeld',
    accessNote: 'Bei Sommerfeld klingeln, 0231 777888',
    note: 'Hört schlecht, Tochter: 0151 23456789',
  };
  const told = /Sommerfeld|Straße|44287|Zimmer|klingeln|Hört|77788|0151/;

  async function visit(kind: string, event: Partial<typeof schema.event.$inferInsert> = {}) {
    const [project] = await scene.db
      .insert(schema.project)
      .values({ organisationId: office, kind, title: 'Besuchsdienst Sommerfeld', createdBy: murat.id })
      .returning();
    await scene.db
      .update(schema.project)
      .set({ publishedAt: scene.now, publishedBy: murat.id })
      .where(eq(schema.project.id, project!.id));
    const place = await scene.shift(office, {
      event: { ...secrets, projectId: project!.id, ...event },
      shift: { role: 'visitor', label: 'Sommerfeld vorlesen', note: 'Sommerfeld' },
    });
    return { ...place, projectId: project!.id };
  }

  it('whom somebody visits, where they live, or what an office noted', async () => {
    const { shiftId, projectId } = await visit('visiting');
    await hanne.api.scheduling.signUp({ shiftId });
    const text = await textOf(await linkOf(hanne));
    expect(placeIn(readBack(text), shiftId)).toMatchObject({ summary: 'Besuch', location: null });
    const { text: open } = await nobody().feeds.ofProject({ projectId, known: nothing, origin });
    const { text: file } = await hanne.api.feeds.place({ shiftId, origin });
    for (const one of [text, open!, file]) expect(readBack(one).lines.join('')).not.toMatch(told);
    const own = await scene.db.select().from(schema.person).where(eq(schema.person.id, hanne.id));
    expect(text).not.toContain(own[0]!.familyName);
  });

  it('but a care home may be named as the house where one goes', async () => {
    const home = await scene.organisation('Haus Emscherblick', 'care_home');
    await scene.db
      .update(schema.organisation)
      .set({ street: 'Emscherweg 1', postalCode: '44269', city: 'Dortmund' })
      .where(eq(schema.organisation.id, home));
    const { shiftId } = await visit('accompanying', {
      ...{ venueId: home, street: null, postalCode: null },
    });
    await hanne.api.scheduling.signUp({ shiftId });
    const text = await textOf(await linkOf(hanne));
    expect(placeIn(readBack(text), shiftId)).toMatchObject({
      ...{ summary: 'Begleitung', location: 'Haus Emscherblick, Emscherweg 1, 44269 Dortmund' },
    });
    expect(readBack(text).lines.join('')).not.toMatch(told);
  });
});

describe('a discreet group', () => {
  it('has its neutral title in every feed, and nothing of the real one', async () => {
    const [project] = await scene.db
      .insert(schema.project)
      .values({
        ...{ organisationId: office, kind: 'group', title: 'Angehörige von Menschen mit Demenz' },
        ...{ publishedAt: scene.now, publishedBy: murat.id },
      })
      .returning();
    const projectId = project!.id;
    await scene.db
      .insert(schema.groupProfile)
      .values({ projectId, isListed: true, isDiscreet: true, neutralTitle: 'Gesprächskreis' });
    const { shiftId, eventId } = await scene.shift(office, {
      event: { projectId, placeName: 'Gemeindehaus' },
      shift: { role: 'group_helper', label: 'Demenzkranke betreuen' },
    });
    await hanne.api.scheduling.signUp({ shiftId });
    const own = await textOf(await linkOf(hanne));
    const open = (await nobody().feeds.ofProject({ projectId, known: nothing, origin })).text!;
    for (const text of [own, open]) expect(readBack(text).lines.join('')).not.toMatch(/emenz|Angehörige/);
    expect(placeIn(readBack(own), shiftId)!.summary).toBe('Gesprächskreis');
    expect(readBack(open).name).toBe('Gesprächskreis');
    expect(readBack(open).events.get(`${eventId}@miteinander`)).toMatchObject({
      ...{ summary: 'Gesprächskreis', class: 'PRIVATE', location: 'Gemeindehaus' },
      description: expect.stringContaining(`${origin}/gruppen/${projectId}`),
    });
  });
});

describe('a project’s public feed', () => {
  it('has the published dates only, also those called off', async () => {
    const shown = await scene.shift(office);
    const { projectId } = shown;
    const draft = await scene.shift(office, { event: { projectId, publishedAt: null, publishedBy: null } });
    const off = await scene.shift(office, { event: { projectId } });
    await murat.api.scheduling.cancelEvent({ eventId: off.eventId, reason: 'Studientag' });
    const { text } = await nobody().feeds.ofProject({ projectId, known: nothing, origin });
    const feed = readBack(text!);
    expect(feed.name).toBe('Vorlesen am Kastanienhof');
    expect(feed.events.get(`${shown.eventId}@miteinander`)).toMatchObject({
      status: 'CONFIRMED',
      class: null,
    });
    expect(feed.events.get(`${off.eventId}@miteinander`)).toMatchObject({ status: 'CANCELLED' });
    expect(feed.events.has(`${draft.eventId}@miteinander`)).toBe(false);
  });

  it('ends with the project, and does not exist for a draft', async () => {
    const { projectId, eventId } = await scene.shift(office);
    await murat.api.projects.close({ projectId });
    const { text } = await nobody().feeds.ofProject({ projectId, known: nothing, origin });
    expect(readBack(text!).events.has(`${eventId}@miteinander`)).toBe(false);
    await scene.db
      .update(schema.project)
      .set({ publishedAt: null, publishedBy: null })
      .where(eq(schema.project.id, projectId));
    expect(await refusal(nobody().feeds.ofProject({ projectId, known: nothing, origin }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('asking again', () => {
  const ask = (token: string, known: { etag: string | null; since: Date | null }) =>
    nobody().feeds.personal({ token, known, origin });

  it('is answered with nothing while nothing has changed, by tag or by time', async () => {
    const { shiftId } = await scene.shift(office);
    await hanne.api.scheduling.signUp({ shiftId });
    const token = await linkOf(hanne);
    const first = await ask(token, nothing);
    scene.now = new Date('2026-11-24T15:00:00+01:00');
    expect(await ask(token, { etag: first.etag, since: null })).toEqual({ ...first, text: null });
    expect((await ask(token, { etag: `"other", W/${first.etag}`, since: null })).text).toBeNull();
    const since = new Date(first.changedAt.toUTCString());
    expect((await ask(token, { etag: null, since })).text).toBeNull();
    // Who knows a tag is judged by the tag alone.
    expect((await ask(token, { etag: '"other"', since })).text).toBe(first.text);
  });

  it.each<[string, (place: { shiftId: string; eventId: string }) => Promise<unknown>]>([
    [
      'a new place',
      async () => {
        const { shiftId } = await scene.shift(office, { inHours: 90 });
        await hanne.api.scheduling.signUp({ shiftId });
      },
    ],
    ['a place given up', ({ shiftId }) => hanne.api.scheduling.cancelSignup({ shiftId })],
    ['a move', ({ eventId }) => moveBy(eventId, 1)],
    ['a cancellation', ({ eventId }) => murat.api.scheduling.cancelEvent({ eventId, reason: 'Studientag' })],
  ])('brings the new text after %s', async (_, change) => {
    const place = await scene.shift(office);
    await hanne.api.scheduling.signUp({ shiftId: place.shiftId });
    const token = await linkOf(hanne);
    const first = await ask(token, nothing);
    scene.now = new Date('2026-11-24T15:00:00+01:00');
    await change(place);
    const next = await ask(token, { etag: first.etag, since: null });
    expect(next.text).not.toBeNull();
    expect(next.etag).not.toBe(first.etag);
    expect((await ask(token, { etag: null, since: first.changedAt })).text).toBe(next.text);
  });

  it('brings the new text when only a house has got another name', async () => {
    const venueId = await scene.organisation('Haus Emscherblick', 'care_home');
    const { shiftId } = await scene.shift(office, { event: { venueId } });
    await hanne.api.scheduling.signUp({ shiftId });
    const token = await linkOf(hanne);
    const first = await ask(token, nothing);
    await scene.db
      .update(schema.organisation)
      .set({ name: 'Haus am Park' })
      .where(eq(schema.organisation.id, venueId));
    const next = await ask(token, { etag: first.etag, since: null });
    expect(placeIn(readBack(next.text!), shiftId)!.location).toBe('Haus am Park');
  });
});

describe('the link', () => {
  it('is replaced by a new one, which ends the old', async () => {
    const old = await linkOf(hanne);
    await textOf(old);
    const fresh = await linkOf(hanne);
    expect(fresh).not.toBe(old);
    expect(await refusal(textOf(old))).toMatchObject({ code: 'NOT_FOUND' });
    expect(readBack(await textOf(fresh)).events.size).toBe(0);
  });

  it('is one, also when it is asked for twice at once', async () => {
    await Promise.all([hanne.api.feeds.createLink(), hanne.api.feeds.createLink()]);
    const rows = await scene.db
      .select()
      .from(schema.calendarFeed)
      .where(eq(schema.calendarFeed.personId, hanne.id));
    expect(rows.filter((row) => row.revokedAt === null)).toHaveLength(1);
  });

  it('does not stand in the database, and cannot be made from its id', async () => {
    const token = await linkOf(hanne);
    const [row] = await scene.db
      .select()
      .from(schema.calendarFeed)
      .where(eq(schema.calendarFeed.personId, hanne.id));
    expect(JSON.stringify(row)).not.toContain(token);
    const forged = [
      Buffer.concat([Buffer.from(row!.id.replaceAll('-', ''), 'hex'), Buffer.alloc(20)]).toString(
        'base64url',
      ),
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      ...[row!.id, '', 'x'.repeat(5000)],
    ];
    for (const one of forged) expect(await refusal(textOf(one))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('ends with the account', async () => {
    const token = await linkOf(hanne);
    await scene.db
      .update(schema.person)
      .set({ deactivatedAt: scene.now })
      .where(eq(schema.person.id, hanne.id));
    expect(await refusal(textOf(token))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tells its owner the day on which a calendar last asked', async () => {
    const token = await linkOf(hanne);
    expect(await hanne.api.feeds.myLink()).toMatchObject({ lastReadOn: null });
    const { etag } = await nobody().feeds.personal({ token, known: nothing, origin });
    expect(await hanne.api.feeds.myLink()).toMatchObject({ lastReadOn: '2026-11-24' });
    scene.now = new Date('2026-11-25T00:30:00+01:00');
    await nobody().feeds.personal({ token, known: { etag, since: null }, origin });
    expect(await hanne.api.feeds.myLink()).toMatchObject({ lastReadOn: '2026-11-25' });
  });

  it('is nobody else’s place that one may take along as a file', async () => {
    const { shiftId } = await scene.shift(office);
    const other = await scene.person('Renate');
    await other.api.scheduling.signUp({ shiftId });
    expect(readBack((await other.api.feeds.place({ shiftId, origin })).text).events.size).toBe(1);
    expect(await refusal(hanne.api.feeds.place({ shiftId, origin }))).toMatchObject({ code: 'NOT_FOUND' });
  });
});
