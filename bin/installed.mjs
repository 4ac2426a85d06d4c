// Succeeds when node_modules holds what package-lock.json names, as after `npm install`: then nothing must be installed again.
// Plain JavaScript for whatever Node the machine has.
import { existsSync, readFileSync } from 'node:fs';

/** @param {string} path */
const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {});
const installed = read('node_modules/.package-lock.json');
const missing = Object.entries(read('package-lock.json')).filter(
	([path, wanted]) => path && !(installed[path] ? installed[path].integrity === wanted.integrity : wanted.optional),
);
process.exitCode = missing.length > 0 || !existsSync('node_modules/.bin/node') ? 1 : 0;
