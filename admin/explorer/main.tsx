import { GraphiQL } from "graphiql";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "graphiql/style.css";
import { BRAND } from "../brand.js";
import { DEFAULT_HEADERS, DEFAULT_QUERY } from "./default-query.js";
import { fetchAnswer } from "./fetch-answer.js";
import "./workers.js";
import "./style.css";

const root = document.getElementById("explorer");
if (!root) throw new Error("index.html has no #explorer");

createRoot(root).render(
  <StrictMode>
    <main>
      <h1 className="visually-hidden">{BRAND.name} explorer</h1>
      <GraphiQL
        fetcher={fetchAnswer}
        defaultQuery={DEFAULT_QUERY}
        defaultHeaders={DEFAULT_HEADERS}
        defaultEditorToolsVisibility="headers"
        shouldPersistHeaders={false}
        forcedTheme="system"
      >
        <GraphiQL.Logo>
          <a className="home" href="/">
            <img src={BRAND.markUrl} alt="" width="24" height="24" />
            {BRAND.name}
          </a>
        </GraphiQL.Logo>
      </GraphiQL>
    </main>
  </StrictMode>,
);
