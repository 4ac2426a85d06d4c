export { changeAsset } from './change-asset.ts';
export { eraseAssets } from './erase-assets.ts';
export { assetEvents } from './events.ts';
export { exportAssets } from './export-assets.ts';
export { findBySerial, type Found, listAssets } from './list-assets.ts';
export { type AssetInput, registerAsset } from './register-asset.ts';
export { commissionMachine as commissionMachineService } from './services/commission-machine.service.ts';
export { reportFault as reportFaultService } from './services/report-fault.service.ts';
export type { Asset } from './tables.ts';
