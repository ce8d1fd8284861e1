import type { Plugin } from 'vite';

const names = new Map<string, string>();

/** Class names take a good part of a small page: in the bundle they are numbered in the order of meeting. */
export function shortName(local: string, file: string): string {
  const key = `${file} ${local}`;
  const name = names.get(key) ?? `_${names.size.toString(36)}`;
  names.set(key, name);
  return name;
}

/** Takes the class names of a style sheet one by one, so that no table of all of them travels with the page. */
export function classNames(): Plugin[] {
  return [
    {
      name: 'medcard:class-names',
      enforce: 'pre',
      apply: 'build',
      transform(code, id) {
        if (!/\/src\/.*\.tsx$/.test(id) || !code.includes('.module.css')) return null;
        return {
          code: code.replace(/import (\w+) from ('[^']+\.module\.css')/g, 'import * as $1 from $2'),
          map: null,
        };
      },
    },
    {
      // A sheet whose names are all taken has nothing left that runs, and would be left out: give it something.
      name: 'medcard:kept-styles',
      enforce: 'post',
      apply: 'build',
      transform(code, id) {
        if (!id.endsWith('.module.css')) return null;
        return { code: `${code}\nglobalThis.styled = true;`, map: null, moduleSideEffects: true };
      },
    },
  ];
}
