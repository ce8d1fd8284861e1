import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type DocumentNode,
  type GraphQLCompositeType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
export const schema = buildSchema(read('../../schema.graphql'));
/** The texts of the page's trusted documents, by their hashes. */
export const manifest: Readonly<Record<string, string>> = JSON.parse(
  read('../src/gen/persisted-documents.json'),
);
/** The documents, by the names of their operations. */
export const documents: ReadonlyMap<string, DocumentNode> = new Map(
  Object.values(manifest).map((text): [string, DocumentNode] => {
    const document = parse(text);
    const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
    return [operation?.name?.value ?? '', document];
  }),
);

interface Asked {
  readonly parent: GraphQLCompositeType;
  readonly name: string;
  /** Only where a doctor asks: `@include(if: $doctor)`. */
  readonly ofDoctors: boolean;
}

/** Every field that a document asks for, with the type that it is asked of. */
export function fieldsIn(document: DocumentNode): Asked[] {
  const found: Asked[] = [];
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType();
        const ofDoctors = node.directives?.some((one) => print(one) === '@include(if: $doctor)') ?? false;
        if (parent) found.push({ parent, name: node.name.value, ofDoctors });
      },
    }),
  );
  return found;
}
