/** What every field takes. Values and errors are plain, so any form library can feed them. */
export interface FieldProps {
  name: string;
  label: string;
  /** Default: `fieldId(name)`, so that an error summary can link to it. */
  id?: string;
  hint?: string;
  errors?: string[] | undefined;
  /** Announced, not enforced by the browser: the server's sentence beside the field is clearer. */
  required?: boolean | undefined;
  /** Adds "(freiwillig)" to the label. Everything else is understood to be needed. */
  optional?: boolean;
  /** Keeps the label for screen readers only; for filters whose meaning is plain to the eye. */
  hideLabel?: boolean;
}

/** What a field gives to the control inside it. */
export interface ControlAttributes {
  id: string;
  name: string;
  'aria-describedby': string | undefined;
  'aria-invalid': 'true' | undefined;
  'aria-required': 'true' | undefined;
}

export interface Option<V extends string = string> {
  value: V;
  label: string;
  hint?: string;
  disabled?: boolean;
}

/** The id of the control (in a group: of its first control) with this name. */
export function fieldId(name: string): string {
  return `f-${name.replaceAll(/[^\w-]+/g, '-')}`;
}
