import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useRef, useState } from 'preact/hooks';
import { ErrorBoundary } from 'preact-iso';
import { page } from '../page';
import dialogs from '../ui/dialogs.module.css';
import { useForm } from '../ui/useForm';

const ProofForm = page<{ onEnd: (proven: boolean) => void }>(() => import('./proof/ProofForm'));
const Context = createContext<(code: string) => Promise<boolean>>(async () => false);

/**
 * A form below <Proof> whose change the server lets through only to who has just proved who they are: where it asks,
 * a step over the page takes the proof, and the change goes on.
 */
export const useProvenForm = () => useForm(useProof());

/** Asks for the proof, for what is no form: given the code of a refusal, whether it was made good. */
export const useProof = () => useContext(Context);

/** Around a page with such forms. */
export function Proof({ children }: { children: ComponentChildren }) {
  const [asked, setAsked] = useState<(proven: boolean) => void>();
  const ask = useCallback(
    (code: string) =>
      code === 'REAUTHENTICATION_REQUIRED'
        ? new Promise<boolean>((answer) => setAsked(() => answer))
        : Promise.resolve(false),
    [],
  );
  return (
    <Context.Provider value={ask}>
      {children}
      {asked && (
        <Step
          onEnd={(proven) => {
            setAsked(undefined);
            asked(proven);
          }}
        />
      )}
    </Context.Provider>
  );
}

function Step({ onEnd }: { onEnd: (proven: boolean) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class={dialogs.dialog}
      aria-labelledby="proof"
      onCancel={(event) => {
        event.preventDefault();
        onEnd(false);
      }}
    >
      <ErrorBoundary>
        <ProofForm onEnd={onEnd} />
      </ErrorBoundary>
    </dialog>
  );
}
