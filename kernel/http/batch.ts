export { batch, type BatchLimits, type Together } from '../contract/batch.ts';
