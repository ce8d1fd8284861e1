/** One item of `extensions.redactions`: a field of one record that this viewer may not read. */
export interface Redaction {
  readonly patientId: string;
  readonly path: readonly string[];
  /** Type and field, as in the schema: `LabReport.conclusion`. */
  readonly field: string;
  readonly reason: string;
}

/** Reason code of a hidden field, or undefined when the field is simply empty. */
export type WhyHidden = (field: string, under?: string) => string | undefined;

function isRedaction(item: unknown): item is Redaction {
  const { path, field, reason } = (item ?? {}) as Partial<Redaction>;
  return Array.isArray(path) && typeof field === 'string' && typeof reason === 'string';
}

/**
 * Reads the redactions of a response. `under` narrows the question to one response key of the path, for a page
 * that shows the same type in two places.
 */
export function redactionReader(extensions: Record<string, unknown> | undefined): WhyHidden {
  const items = extensions?.['redactions'];
  const redactions = Array.isArray(items) ? items.filter(isRedaction) : [];
  return (field, under) =>
    redactions.find((item) => item.field === field && (under === undefined || item.path.includes(under)))
      ?.reason;
}
