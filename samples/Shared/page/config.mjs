/** How Vite builds a sample's page, and where `npm run dev` finds the streams: with the sample that runs on this port. */
export const page = (port, ...paths) => ({
  build: { outDir: '../wwwroot', emptyOutDir: true },
  server: { fs: { allow: ['../..'] }, proxy: Object.fromEntries(paths.map(path => [path, `http://127.0.0.1:${port}`])) },
});
