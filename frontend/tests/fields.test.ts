// @vitest-environment node
import { type DocumentNode, type GraphQLObjectType, getNamedType, isObjectType, Kind } from 'graphql';
import { describe, expect, it } from 'vitest';
import { SECTIONS } from '../src/paths';
import { VIEWS } from '../src/sections/views';
import { documents, fieldsIn, manifest, schema } from './schema';

/** The header of an entry is read through the interface, so its fields count for the type. */
function selected(document: DocumentNode, type: GraphQLObjectType): Set<string> {
  const own = fieldsIn(document).filter(
    ({ parent }) => parent === type || type.getInterfaces().some((one) => one === parent),
  );
  return new Set(own.map(({ name }) => name));
}

/** Parts that stand inside an entry repeat its place and author, which the page shows once. */
const SHOWN_BY_THE_ENTRY: Record<string, string[]> = {
  VitalSign: ['organization', 'author'],
  // Asked once somebody lifted a hiding, by the teenager and doctors alone.
  EntryHiding: ['liftedAt', 'liftedBy', 'liftedBecause'],
};

describe('the page of one entry', () => {
  it.each(SECTIONS)('%s asks for every field of its type and of every part in it', async (section) => {
    const { default: view } = await VIEWS[section]();
    const document = documents.get(`${view.type}Entry`);
    if (!document) throw new Error(`No document ${view.type}Entry`);
    const entry = schema.getType(view.type) as GraphQLObjectType;
    const seen = new Set<GraphQLObjectType>();
    const check = (type: GraphQLObjectType) => {
      if (seen.has(type)) return;
      seen.add(type);
      const asked = selected(document, type);
      const missing = Object.keys(type.getFields()).filter(
        (name) => !asked.has(name) && !SHOWN_BY_THE_ENTRY[type.name]?.includes(name),
      );
      expect(missing, type.name).toEqual([]);
      for (const field of Object.values(type.getFields())) {
        const inner = getNamedType(field.type);
        if (isObjectType(inner)) check(inner);
      }
    };
    check(entry);
  });

  it.each(SECTIONS)('%s shows every field that it asks for', async (section) => {
    const { default: view } = await VIEWS[section]();
    const header = [
      'id',
      'section',
      'date',
      'title',
      'organization',
      'author',
      'document',
      'versions',
      'hiding',
    ];
    const drawnBeside: Record<string, string[]> = { HealthDiaryEntry: ['alerts'], ChildDataEntry: ['notes'] };
    header.push(...(drawnBeside[view.type] ?? []));
    expect(Boolean(view.Beside)).toBe(view.type in drawnBeside);
    const fields = Object.keys((schema.getType(view.type) as GraphQLObjectType).getFields());
    expect([...header, ...Object.keys(view.facts)].sort()).toEqual(fields.sort());
  });
});

describe('operations', () => {
  it('are named, and none reads two records at once', () => {
    expect(documents.size).toBe(Object.keys(manifest).length);
    for (const [name, document] of documents) {
      expect(name).toMatch(/^[A-Z]\w+$/);
      const roots = document.definitions.flatMap((one) =>
        one.kind === Kind.OPERATION_DEFINITION ? one.selectionSet.selections : [],
      );
      // What is nobody's record, a desk's queues and the viewer's own things may stand beside the one record.
      const opens = ['record', 'node', 'recordAsSeenBy'];
      const records = roots.filter((one) => one.kind !== Kind.FIELD || opens.includes(one.name.value));
      expect(records.length, name).toBeLessThan(2);
    }
  });

  it('are trusted by their SHA-256, as the server compares it', () => {
    for (const hash of Object.keys(manifest)) expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
  });
});
