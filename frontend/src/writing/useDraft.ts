import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useSend } from '../api/read';
import type { ProtocolDraftsQuery } from '../gen/graphql';
import type { Typed } from './content';
import { SAVE } from './documents';

type Draft = NonNullable<ProtocolDraftsQuery['protocolDrafts']>[number];
export type SaveState = 'idle' | 'saving' | 'lost' | 'closed' | { readonly at: string };
/** What another window saved in a field that was typed here too. */
export interface Conflict {
  readonly name: string;
  readonly theirs: string;
}

const PAUSE = 900;
const AGAIN = 5000;

/** Keeps what is typed, field by field, and never writes over what another window saved meanwhile. */
export function useDraft(
  patientId: string,
  corrects: string | undefined,
  draft: Draft | undefined,
  begun: Typed,
) {
  const send = useSend();
  const typed = useRef<Record<string, string>>({
    ...begun,
    ...Object.fromEntries((draft?.fields ?? []).map(({ name, text }) => [name, text])),
  });
  const revisions = useRef(new Map((draft?.fields ?? []).map(({ name, revision }) => [name, revision])));
  const dirty = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const running = useRef(false);
  const ended = useRef(false);
  const [state, setState] = useState<SaveState>(draft ? { at: draft.savedAt } : 'idle');
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([]);

  const save = useCallback(async () => {
    clearTimeout(timer.current);
    if (running.current || ended.current || !dirty.current.size) return;
    running.current = true;
    const names = [...dirty.current];
    dirty.current.clear();
    setState('saving');
    const fields = names.map((name) => ({
      name,
      text: typed.current[name] ?? '',
      revision: revisions.current.get(name) ?? 0,
    }));
    const answer = await send(SAVE, { input: { patientId, fields, corrects: corrects ?? null } });
    running.current = false;
    if ('failure' in answer || !answer.data.saveProtocolDraft.draft) {
      for (const name of names) dirty.current.add(name);
      setState('data' in answer ? 'closed' : 'lost');
      timer.current = setTimeout(() => void save(), AGAIN);
      return;
    }
    const { draft: kept, userErrors } = answer.data.saveProtocolDraft;
    const refused = new Set(userErrors.map(({ field }) => (field ?? []).slice(2).join('.')));
    const found: Conflict[] = [];
    for (const { name, text, revision } of kept.fields) {
      if (refused.has(name)) found.push({ name, theirs: text });
      if (names.includes(name)) revisions.current.set(name, revision);
    }
    if (found.length) setConflicts((before) => [...before.filter((one) => !refused.has(one.name)), ...found]);
    setState({ at: kept.savedAt });
    if (dirty.current.size) timer.current = setTimeout(() => void save(), PAUSE);
  }, [send, patientId, corrects]);

  const type = useCallback(
    (fields: Typed) => {
      for (const [name, text] of Object.entries(fields)) {
        if ((typed.current[name] ?? '') === text) continue;
        typed.current[name] = text;
        dirty.current.add(name);
      }
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), PAUSE);
    },
    [save],
  );
  /** One side of a conflict, chosen. */
  const settle = useCallback(
    (name: string, text: string | undefined) => {
      setConflicts((before) => before.filter((one) => one.name !== name));
      if (text !== undefined) typed.current[name] = text;
      dirty.current.add(name);
      void save();
    },
    [save],
  );
  useEffect(() => {
    const leave = () => void save();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      void save();
    };
  }, [save]);
  /** Nothing more is to be kept: what was typed is signed. */
  const finish = useCallback(() => {
    ended.current = true;
    clearTimeout(timer.current);
  }, []);
  return { typed, type, state, conflicts, settle, save, finish };
}
