/** The bundler puts an imported stylesheet on the page. */
declare module '*.css';
