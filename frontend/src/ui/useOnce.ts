import { useRef } from 'preact/hooks';

interface Once {
  /** The id under which this content is sent: the same again after a lost connection, another one for anything else. */
  readonly idOf: (content: unknown) => string;
  /** It was done: the same content from now on is another act. */
  readonly done: () => void;
}

/** Ids by which a repeated call changes nothing twice (`clientMutationId`). */
export function useOnce(): Once {
  const last = useRef<{ content: string; id: string } | undefined>(undefined);
  return {
    idOf(content) {
      const text = JSON.stringify(content);
      if (last.current?.content !== text) last.current = { content: text, id: crypto.randomUUID() };
      return last.current.id;
    },
    done() {
      last.current = undefined;
    },
  };
}
