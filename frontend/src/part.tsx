import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { FailedPart, Loading } from './ui/States';

/** A part of a page that comes when first needed; the rest of the page stays. */
export function part<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): ComponentType<Props> {
  let kept: ComponentType<Props> | undefined;
  return function Part(props: Props) {
    const [state, setState] = useState<'loading' | 'lost' | 'here'>(kept ? 'here' : 'loading');
    useEffect(() => {
      if (state !== 'loading') return;
      load().then(
        (module) => {
          kept = module.default;
          setState('here');
        },
        () => setState('lost'),
      );
    }, [state]);
    if (state === 'lost')
      return <FailedPart failure={{ kind: 'offline' }} retry={() => setState('loading')} />;
    const Kept = kept;
    return Kept ? <Kept {...props} /> : <Loading />;
  };
}
