import type { readFolder as Folder, readUpload as Upload } from './read-upload.ts';

// The readers of all formats bring hundreds of modules along, which a program that imports nothing does not load.
const readers = () => import('./read-upload.ts');

export const readUpload: typeof Upload = async (...args) => (await readers()).readUpload(...args);
export const readFolder: typeof Folder = async (...args) => (await readers()).readFolder(...args);
