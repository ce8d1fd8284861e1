import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useRead } from '../api/read';
import type { DiagnosisCodesQuery } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Labelled } from '../ui/Field';
import ui from '../ui/ui.module.css';
import { FIND } from './documents';
import { texts } from './texts';
import css from './writing.module.css';

export type Found = NonNullable<DiagnosisCodesQuery['diagnosisCodes']>[number];
const PAUSE = 180;

interface Props {
  readonly problem: string | undefined;
  readonly onChoose: (found: Found) => void;
}

/** Finds a diagnosis while one types, and chooses by the arrows and Enter, or by touch. */
export function DiagnosisBox({ problem, onChoose }: Props) {
  const { say } = useLocale();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<readonly Found[] | undefined>();
  const [active, setActive] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const close = () => {
    clearTimeout(timer.current);
    setSearch('');
    setFound(undefined);
  };
  const choose = (one: Found | undefined) => {
    if (!one) return;
    onChoose(one);
    close();
    if (input.current) input.current.value = '';
  };
  const shown = search ? (found ?? []) : [];
  const move = (step: number) => setActive((at) => Math.max(0, Math.min(shown.length - 1, at + step)));
  function press(event: KeyboardEvent) {
    if (event.key === 'Escape') return close();
    if (event.key === 'Enter') {
      event.preventDefault();
      return choose(shown[active]);
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    move(event.key === 'ArrowDown' ? 1 : -1);
  }
  return (
    <div class={css.box}>
      <Labelled name="content.diagnoses" label={say(texts.find)} hint={say(texts.findHint)} problem={problem}>
        <input
          ref={input}
          id="content.diagnoses"
          role="combobox"
          autoComplete="off"
          aria-expanded={shown.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={shown.length ? `${list}-${active}` : undefined}
          aria-describedby="content.diagnoses-hint"
          onKeyDown={press}
          onInput={(event) => {
            const text = event.currentTarget.value.trim();
            clearTimeout(timer.current);
            timer.current = setTimeout(() => {
              setActive(0);
              setSearch(text.length > 1 ? text : '');
            }, PAUSE);
          }}
        />
      </Labelled>
      <div id={list} role="listbox" aria-label={say(texts.find)} class={css.options} hidden={!shown.length}>
        {shown.map((one, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's own
          <div
            key={one.code}
            id={`${list}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === active}
            class={place === active ? `${css.option} ${css.active}` : css.option}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(one)}
          >
            <b>{one.code}</b> {one.title}
          </div>
        ))}
      </div>
      <p class={ui.small} role="status">
        {search && found && say(texts.found, { n: found.length })}
      </p>
      {search && <Search search={search} onFound={setFound} />}
    </div>
  );
}

/** Asks for what is searched now; what was found before stays until the answer comes. */
function Search({ search, onFound }: { search: string; onFound: (found: readonly Found[]) => void }) {
  const read = useRead(FIND, { search });
  const found = read.state === 'ready' ? read.data.diagnosisCodes : undefined;
  useEffect(() => {
    if (found) onFound(found);
  }, [found, onFound]);
  return null;
}
