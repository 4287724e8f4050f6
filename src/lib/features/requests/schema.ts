import { email, phone } from '#lib/features/accounts/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { isPlainDate } from '#lib/time/date.ts';
import { z } from 'zod';
import { factShape } from './facts.ts';
import {
  declineReasons,
  officeSteps,
  personKnows,
  relations,
  requestKinds,
  requestStates,
  visitKinds,
} from './request.ts';

const tooLong = (max: number) => ({ error: () => m.common_too_long({ max }) });
const text = (max: number) => z.string().trim().max(max, tooLong(max));
const page = z.int().min(1).max(10_000).default(1);

const contactName = text(120).min(1, { error: () => m.requests_contact_name_required() });
const wish = text(2000).min(1, { error: () => m.requests_wish_required() });
const place = text(80).min(1, { error: () => m.requests_place_required() });

/** A telephone number, an e-mail address, or both in one line: people write what they have. */
export const reach = text(200)
  .min(1, { error: () => m.requests_reach_required() })
  .transform((typed, context) => {
    const address = /[^\s,;]+@[^\s,;]+/.exec(typed)?.[0];
    const rest = typed.replace(address ?? '', '').replace(/\b(oder|und|or|and)\b|[,;]/gi, ' ');
    const asEmail = address === undefined ? null : email.safeParse(address);
    const asPhone = /\d/.test(rest) ? phone.safeParse(rest) : null;
    if (asEmail?.success === false || asPhone?.success === false || (!asEmail && !asPhone)) {
      context.addIssue({ code: 'custom', message: m.requests_reach_invalid() });
      return z.NEVER;
    }
    return { email: asEmail?.data ?? null, phone: asPhone?.data ?? null };
  });

/** The same as one line of a form, which keeps what was typed. */
const reachLine = z
  .string()
  .default('')
  .superRefine((typed, context) => {
    for (const { message } of reach.safeParse(typed).error?.issues ?? []) {
      context.addIssue({ code: 'custom', message });
    }
  });

type AboutWhom = { relation?: string; personName: string; personKnows: string };

/** Who asks for herself need not say whether she knows of it. Said at once, whatever else is missing. */
const aboutThePerson =
  <Field extends 'personName' | 'personKnows'>(field: Field) =>
  (input: AboutWhom): boolean =>
    input.relation === 'self' || input[field] !== '';
const personNamed = {
  path: ['personName'],
  error: () => m.requests_person_required(),
  when: () => true,
};
const personAsked = {
  path: ['personKnows'],
  error: () => m.requests_person_knows_required(),
  when: () => true,
};

const visit = {
  kind: z.enum(visitKinds, { error: () => m.requests_kind_required() }),
  contactName,
  relation: z.enum(relations, { error: () => m.requests_relation_required() }),
  personName: text(80).default(''),
  personKnows: z.enum(['', ...personKnows]).default(''),
  place,
  wish,
};

/** The public form: eight fields. */
export const submitRequestSchema = z
  .strictObject({ ...visit, reach: reachLine, isPlain: z.boolean().default(false) })
  .refine(aboutThePerson('personName'), personNamed)
  .refine(aboutThePerson('personKnows'), personAsked);
export type SubmitRequest = z.infer<typeof submitRequestSchema>;

const optional = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal('').transform(() => undefined), schema]).optional();

/** What a coordinator writes down while somebody is on the telephone. */
export const enterRequestSchema = z
  .strictObject({
    organisationId: z.uuid({ error: () => m.requests_office_required() }),
    ...visit,
    phone: optional(phone),
    email: optional(email),
    place: text(80).default(''),
    personBornOn: z
      .string()
      .trim()
      .refine((date) => date === '' || isPlainDate(date), { error: () => m.requests_date_invalid() })
      .default(''),
    /** A request of the same office that means the same: the new one belongs to it at once. */
    intoId: z.union([z.literal(''), z.uuid()]).default(''),
  })
  .refine(({ phone, email }) => Boolean(phone ?? email), {
    path: ['phone'],
    error: () => m.requests_reach_required(),
    when: () => true,
  })
  .refine(aboutThePerson('personName'), personNamed)
  .refine(aboutThePerson('personKnows'), personAsked);
export type EnterRequest = z.infer<typeof enterRequestSchema>;

/** What tells of a request that was made already, while the new one is not saved. */
export const similarSchema = z.strictObject({
  organisationId: z.uuid(),
  contactName,
  personName: visit.personName,
  phone: optional(phone),
  email: optional(email),
});
export type Similar = z.infer<typeof similarSchema>;

const asking = {
  facilityId: z.uuid({ error: () => m.requests_facility_required() }),
  phone: optional(phone),
  wish,
};

/** A facility's form, one for each kind. */
export const askSchemas = {
  reading: z.strictObject({ kind: z.literal('reading'), ...asking, ...factShape('reading') }),
  history_week: z.strictObject({ kind: z.literal('history_week'), ...asking, ...factShape('history_week') }),
  visiting: z.strictObject({ kind: z.literal('visiting'), ...asking, ...factShape('visiting') }),
  accompanying: z.strictObject({ kind: z.literal('accompanying'), ...asking, ...factShape('accompanying') }),
  group: z.strictObject({ kind: z.literal('group'), ...asking, ...factShape('group') }),
  impulse: z.strictObject({ kind: z.literal('impulse'), ...asking, ...factShape('impulse') }),
  other: z.strictObject({ kind: z.literal('other'), ...asking, ...factShape('other') }),
};
export const askSchema = z.discriminatedUnion('kind', [
  askSchemas.reading,
  askSchemas.history_week,
  askSchemas.visiting,
  askSchemas.accompanying,
  askSchemas.group,
  askSchemas.impulse,
  askSchemas.other,
]);
export type AskForProject = z.infer<typeof askSchema>;

export const requestIdSchema = z.strictObject({ requestId: z.uuid() });
export const tokenSchema = z.strictObject({ token: z.string().max(100) });
export const pageSchema = z.strictObject({ page });

export const REQUESTS_PER_PAGE = 20;
export const inboxSchema = z.strictObject({
  text: z.string().trim().max(100).optional(),
  state: z.enum(requestStates).optional(),
  kind: z.enum(requestKinds).optional(),
  isMine: z.boolean().default(false),
  order: z.enum(['longest', 'newest']).default('longest'),
  page,
});
export type Inbox = z.infer<typeof inboxSchema>;

export const deskSchema = z.strictObject({ organisationId: z.uuid().optional() }).optional();

export const stepSchema = z.strictObject({ requestId: z.uuid(), to: z.enum(officeSteps) });
export const stepBackSchema = z.strictObject({ requestId: z.uuid(), from: z.enum(requestStates) });
export const assignSchema = z.strictObject({
  requestId: z.uuid(),
  personId: z.union([z.literal(''), z.uuid()]).default(''),
});
export const handOverSchema = z.strictObject({
  requestId: z.uuid(),
  organisationId: z.uuid({ error: () => m.requests_office_required() }),
  reason: text(300).min(1, { error: () => m.requests_hand_over_reason_required() }),
});
export const declineSchema = z
  .strictObject({
    requestId: z.uuid(),
    reason: z.enum(declineReasons, { error: () => m.requests_decline_reason_required() }),
    text: text(1000).default(''),
  })
  // The other reasons have a sentence of their own.
  .refine(({ reason, text }) => reason !== 'other' || text !== '', {
    path: ['text'],
    error: () => m.requests_decline_text_required(),
  });
export const mergeSchema = z.strictObject({ requestId: z.uuid(), intoId: z.uuid() });
export const linkProjectSchema = z.strictObject({ requestId: z.uuid(), projectId: z.uuid() });

const message = text(2000).min(1, { error: () => m.requests_message_required() });
export const noteSchema = z.strictObject({ requestId: z.uuid(), text: message });
export const replySchema = z.strictObject({ token: z.string().max(100), text: message });

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: () => m.requests_time_invalid() });
const when = {
  date: z.string().refine(isPlainDate, { error: () => m.requests_date_invalid() }),
  startTime: clock,
  endTime: clock,
  note: text(300).default(''),
};
const inOrder = [
  (input: { startTime: string; endTime: string }) => input.startTime < input.endTime,
  { path: ['endTime'], error: () => m.requests_end_before_start() },
] as [(input: { startTime: string; endTime: string }) => boolean, { path: string[]; error: () => string }];

const MAX_PROPOSALS = 6;
export const proposalSchema = z.strictObject(when).refine(...inOrder);
export type Proposal = z.infer<typeof proposalSchema>;
export const proposeDatesSchema = z.strictObject({
  requestId: z.uuid(),
  dates: z.array(proposalSchema).max(MAX_PROPOSALS).default([]),
  /** Dates of the linked project to confirm as they are. */
  eventIds: z.array(z.uuid()).max(MAX_PROPOSALS).default([]),
});
export type ProposeDates = z.infer<typeof proposeDatesSchema>;
export const officeDateSchema = z.strictObject({ requestId: z.uuid(), dateId: z.uuid() });
export const dateOfLinkSchema = z.strictObject({ token: z.string().max(100), dateId: z.uuid() });
export const moveDateSchema = z
  .strictObject({ token: z.string().max(100), dateId: z.uuid(), ...when })
  .refine(...inOrder);
export type MoveDate = z.infer<typeof moveDateSchema>;
