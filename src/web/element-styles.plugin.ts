import type { Plugin } from 'vite';

const IMPORT = /import\s*\{([^}]+)\}\s*from\s*['"]element-plus['"]/g;
const COMPONENT = /^El[A-Z]/;

const kebab = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();

/**
 * A named import of an Element Plus component brings its style along: `import { ElTable } from 'element-plus'` is all a
 * screen writes, and what no screen imports is in no bundle.
 */
export function elementStyles(): Plugin {
  return {
    name: 'element-styles',
    enforce: 'post',
    transform(code, id) {
      if (id.includes('/node_modules/') || !code.includes('element-plus')) return undefined;
      const names = [...code.matchAll(IMPORT)].flatMap(([, list = '']) => list.split(','));
      const styles = names
        .map((name) => (name.trim().split(/\s+as\s+/)[0] ?? '').trim())
        .filter((name) => COMPONENT.test(name))
        .map((name) => `import 'element-plus/es/components/${kebab(name.slice(2))}/style/css';`);
      return styles.length === 0 ? undefined : { code: `${styles.join('')}${code}`, map: null };
    },
  };
}
