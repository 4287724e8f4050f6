import type { Organisation } from './organisation.ts';

/** An organisation as its form shows it: what is not there is an empty field. */
export function formValues(organisation: Organisation) {
  return {
    name: organisation.name,
    providerId: organisation.providerId ?? '',
    districtCode: organisation.districtCode ?? '',
    street: organisation.street ?? '',
    postalCode: organisation.postalCode ?? '',
    city: organisation.city ?? '',
    phone: organisation.phone ?? '',
    email: organisation.email ?? '',
    website: organisation.website ?? '',
    openingHours: organisation.openingHours ?? '',
    isStepFree: organisation.isStepFree,
    accessNote: organisation.accessNote ?? '',
  };
}
