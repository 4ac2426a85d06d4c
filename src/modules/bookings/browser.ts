export type { ObstacleCode } from './time/obstacles.ts';
