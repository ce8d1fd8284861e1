import {
  execute,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
} from 'graphql';
import type { Redaction } from '../src/api/redaction';
import type { Standing } from '../src/gen/graphql';
import { documents, fieldsIn, schema } from './schema';

interface Guard {
  readonly standings: ReadonlySet<Standing>;
  readonly nullable: boolean;
}
const standings = schema.getType('Standing');
const EVERYONE = isEnumType(standings) ? standings.getValues().length : 0;

/** Fields whose audience is narrower than all standings, as `Type.field`. */
export const guarded: ReadonlyMap<string, Guard> = new Map(
  Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return Object.values(type.getFields()).flatMap((field): [string, Guard][] => {
      const audience = field.astNode?.directives?.find(({ name }) => name.value === 'visibleTo');
      const given = audience?.arguments?.[0]?.value;
      if (given?.kind !== Kind.LIST) return [];
      const may = new Set(
        given.values.flatMap((one) => (one.kind === Kind.ENUM ? [one.value as Standing] : [])),
      );
      if (may.size === EVERYONE) return [];
      return [[`${type.name}.${field.name}`, { standings: may, nullable: !isNonNullType(field.type) }]];
    });
  }),
);

/** The guarded fields of one type. */
export const missing = (type: string): string[] =>
  [...guarded.keys()].filter((name) => name.startsWith(`${type}.`));

/**
 * The guarded fields that each operation asks for, whoever reads; through an interface, those of every type behind it. What is
 * asked for by doctors alone is hidden from nobody.
 */
export const asked: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...documents].map(([operation, document]) => {
    const found = new Set<string>();
    for (const { parent, name, ofDoctors } of fieldsIn(document))
      for (const type of isInterfaceType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent])
        if (!ofDoctors && guarded.has(`${type.name}.${name}`)) found.add(`${type.name}.${name}`);
    return [operation, found];
  }),
);

/** The least that a field may answer: null where it may, else an empty text, list or object. */
function least(type: GraphQLOutputType): unknown {
  if (!isNonNullType(type)) return null;
  const inner = type.ofType;
  if (isListType(inner)) return [];
  if (isEnumType(inner)) return inner.getValues()[0]?.value;
  if (!(inner instanceof GraphQLScalarType)) return {};
  if (inner.name === 'Date') return '2026-11-26';
  if (inner.name === 'DateTime') return '2026-11-26T09:00:00Z';
  if (inner.name === 'Boolean') return false;
  return inner.name === 'Int' || inner.name === 'Float' ? 0 : 'x';
}

const keysOf = (path: GraphQLResolveInfo['path'] | undefined): string[] =>
  path ? [...keysOf(path.prev), ...(typeof path.key === 'string' ? [path.key] : [])] : [];

/**
 * The answer to an operation about which nothing is known, and the redactions that a server sends with it where every
 * guarded field is hidden: response keys without indices, one item a path. `entry` is the type of the node asked for.
 */
export async function emptiest(operation: string, entry?: string) {
  const document = documents.get(operation);
  if (!document) throw new Error(`No document ${operation}`);
  const redactions = new Map<string, Redaction>();
  const fieldResolver = (
    _source: unknown,
    _arguments: unknown,
    _context: unknown,
    info: GraphQLResolveInfo,
  ) => {
    const field = `${info.parentType.name}.${info.fieldName}`;
    const path = keysOf(info.path);
    if (guarded.has(field))
      redactions.set(path.join('.'), { patientId: 'p', path, field, reason: 'DOCTORS_ONLY' });
    if (info.parentType === schema.getQueryType()) return {};
    return least(info.returnType);
  };
  const { data, errors } = await execute({
    schema,
    document,
    variableValues: { id: 'x', patientId: 'p', books: false },
    fieldResolver,
    typeResolver: () => entry,
  });
  if (errors) throw new Error(errors.map(({ message }) => message).join());
  return { data, redactions: [...redactions.values()] };
}
