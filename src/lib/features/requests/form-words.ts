import { m } from '#lib/paraglide/messages.js';

/** The public form in the usual words, and in plain language: short sentences, one thought each. */
const usual = {
  title: m.requests_form_title,
  intro: m.requests_form_intro,
  first: m.requests_form_first,
  kind: m.requests_form_kind,
  visiting: m.requests_form_visiting,
  visitingHint: m.requests_form_visiting_hint,
  accompanying: m.requests_form_accompanying,
  accompanyingHint: m.requests_form_accompanying_hint,
  contactName: m.requests_form_contact_name,
  reach: m.requests_form_reach,
  reachHint: m.requests_form_reach_hint,
  relation: m.requests_form_relation,
  person: m.requests_form_person,
  personHint: m.requests_form_person_hint,
  placeHint: m.requests_form_place_hint,
  wish: m.requests_form_wish,
  wishHint: m.requests_form_wish_hint,
  privacy: m.requests_form_privacy,
  submit: m.requests_form_submit,
};

const plain: typeof usual = {
  title: m.requests_plain_title,
  intro: m.requests_plain_intro,
  first: m.requests_plain_first,
  kind: m.requests_plain_kind,
  visiting: m.requests_plain_visiting,
  visitingHint: m.requests_plain_visiting_hint,
  accompanying: m.requests_plain_accompanying,
  accompanyingHint: m.requests_plain_accompanying_hint,
  contactName: m.requests_plain_contact_name,
  reach: m.requests_plain_reach,
  reachHint: m.requests_plain_reach_hint,
  relation: m.requests_plain_relation,
  person: m.requests_plain_person,
  personHint: m.requests_plain_person_hint,
  placeHint: m.requests_plain_place_hint,
  wish: m.requests_plain_wish,
  wishHint: m.requests_plain_wish_hint,
  privacy: m.requests_plain_privacy,
  submit: m.requests_plain_submit,
};

export function formWords(isPlain: boolean): typeof usual {
  return isPlain ? plain : usual;
}
