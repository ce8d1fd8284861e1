import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';
import { reachable, renew } from './shell/renew';
import { Failed } from './ui/States';

interface Module {
  readonly default: ComponentType;
}

/** A page that comes when first needed. */
export const page = (load: () => Promise<Module>) => lazy(() => load().catch(missed));

/** Gone with a deployment: the whole is loaded anew, once. Without a connection, a page that says so. */
async function missed(): Promise<Module> {
  const there = await reachable();
  if (there && renew()) return new Promise(() => undefined);
  const failure = { kind: there ? 'error' : 'offline' } as const;
  return { default: () => <Failed failure={failure} retry={() => location.reload()} /> };
}
