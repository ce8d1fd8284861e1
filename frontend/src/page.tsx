import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';
import { reachable, renew } from './shell/renew';
import { Failed } from './ui/States';

interface Module<Props> {
  readonly default: ComponentType<Props>;
}

/** A page, or a part of one, that comes when first needed. */
export const page = <Props extends object = object>(
  load: () => Promise<Module<Props>>,
): ComponentType<Props> & { readonly preload: () => unknown } =>
  lazy<ComponentType<Props>>(() => load().catch((reason) => missed<Props>(reason)));

/** Gone with a deployment: the whole is loaded anew, once. Without a connection, a page that says so. */
async function missed<Props>(reason: unknown): Promise<Module<Props>> {
  const there = await reachable();
  if (there && renew()) return new Promise(() => undefined);
  // Loaded anew and no better: a fault of the page's own.
  if (there) reportError(reason);
  const failure = { kind: there ? 'error' : 'offline' } as const;
  return { default: () => <Failed failure={failure} retry={() => location.reload()} /> };
}
