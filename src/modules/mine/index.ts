export { listMine, type MineItem } from './list-mine.ts';
