// Written out one by one, so that a page ships only the words it shows.
import { kindExplanation } from '#lib/features/projects/kind-words.ts';
import { projectKindName } from '#lib/features/projects/names.ts';
import { m } from '#lib/paraglide/messages.js';
import type {
  DeclineReason,
  PersonKnows,
  Relation,
  RequestChannel,
  RequestKind,
  RequestState,
} from './request.ts';

const stateNames: Record<RequestState, () => string> = {
  new: m.requests_state_new,
  in_talk: m.requests_state_in_talk,
  planned: m.requests_state_planned,
  running: m.requests_state_running,
  done: m.requests_state_done,
  declined: m.requests_state_declined,
  withdrawn: m.requests_state_withdrawn,
  merged: m.requests_state_merged,
};

/** What is asked for. */
export function requestKindName(kind: RequestKind): string {
  return kind === 'impulse' ? m.requests_kind_impulse() : projectKindName(kind);
}

/** The same in half a sentence. */
export function requestKindText(kind: RequestKind): string {
  return kind === 'impulse' ? m.requests_kind_text_impulse() : kindExplanation(kind);
}

/** A state as the office calls it. */
export function stateName(state: RequestState): string {
  return stateNames[state]();
}

const relationNames: Record<Relation, () => string> = {
  self: m.requests_relation_self,
  child: m.requests_relation_child,
  partner: m.requests_relation_partner,
  family: m.requests_relation_family,
  neighbour: m.requests_relation_neighbour,
  professional: m.requests_relation_professional,
  other: m.requests_relation_other,
};

export function relationName(relation: Relation): string {
  return relationNames[relation]();
}

const knowsNames: Record<PersonKnows, () => string> = {
  yes: m.requests_knows_yes,
  not_yet: m.requests_knows_not_yet,
  unsure: m.requests_knows_unsure,
};

export function knowsName(knows: PersonKnows): string {
  return knowsNames[knows]();
}

const channelNames: Record<RequestChannel, () => string> = {
  web: m.requests_channel_web,
  facility: m.requests_channel_facility,
  office: m.requests_channel_office,
};

export function channelName(channel: RequestChannel): string {
  return channelNames[channel]();
}

/** Why a request is declined, as the office chooses it. */
export const declineReasonNames: Record<DeclineReason, () => string> = {
  nobody_free: m.requests_reason_nobody_free,
  not_our_task: m.requests_reason_not_our_task,
  outside: m.requests_reason_outside,
  not_wanted: m.requests_reason_not_wanted,
  not_reached: m.requests_reason_not_reached,
  other: m.requests_reason_other,
};

const kindReasons: Record<DeclineReason, (() => string) | null> = {
  nobody_free: m.requests_kind_reason_nobody_free,
  not_our_task: m.requests_kind_reason_not_our_task,
  outside: m.requests_kind_reason_outside,
  not_wanted: m.requests_kind_reason_not_wanted,
  not_reached: m.requests_kind_reason_not_reached,
  other: null,
};

/** The reason as the requester reads it; the office's own sentences follow. */
export function kindReason(reason: DeclineReason): string {
  return kindReasons[reason]?.() ?? '';
}

/** What a request is called in a list or as a project's first title: what, and where; never a person's name. */
export function titleOf(request: {
  kind: RequestKind;
  facilityName: string | null;
  districtName: string | null;
}): string {
  const kind = requestKindName(request.kind);
  if (request.facilityName) return m.requests_title_at_house({ kind, house: request.facilityName });
  return request.districtName ? m.requests_title_in_district({ kind, district: request.districtName }) : kind;
}
