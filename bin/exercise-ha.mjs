#!/usr/bin/env node
import { become } from './bootstrap.mjs';

await become('bench/high-availability/exercise.ts');
