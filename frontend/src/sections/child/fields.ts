import type { ChildDataInput, ChildDataKind } from '../../gen/graphql';

type Name = Exclude<keyof ChildDataInput, 'kind' | 'note'>;

/** What a form asks for each kind, the thing itself first; a note goes with every kind. */
export const FIELDS: Record<ChildDataKind, readonly Name[]> = {
  ALLERGY: ['substance', 'reaction', 'severity', 'occurredOn'],
  INJURY: ['name', 'severity', 'occurredOn'],
  OPERATION: ['name', 'occurredOn'],
  MEDICATION: ['substance', 'dose', 'periodFrom', 'periodUntil'],
  OTHER: ['name', 'occurredOn'],
};
