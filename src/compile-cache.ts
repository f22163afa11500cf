import { enableCompileCache } from "node:module";

// Loaded before all else: compiling the libraries takes a quarter of the processor time of a start, and a later start
// finds it done. Kept in the system's folder for temporary files, or in NODE_COMPILE_CACHE; without room it is left out.
enableCompileCache();
