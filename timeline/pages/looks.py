"""The few style rules that Streamlit's theme has no setting for. Colours are mixed from the text's own, so both themes work."""

STYLE = """
<style>
.block-container, [data-testid="stMainBlockContainer"] {padding-top: 2.6rem; padding-bottom: 3rem; max-width: 1680px;}
[data-testid="stMainBlockContainer"] {padding-left: 2.2rem; padding-right: 2.2rem;}
[data-testid="stSidebarUserContent"] {padding-bottom: 2rem;}
[data-testid="stSidebar"] [data-testid="stColumn"] {min-width: 0;}
.st-key-details {position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; padding: .2rem .3rem .4rem .2rem;}
[data-testid="stSidebarHeader"] {height: 2.4rem; margin-bottom: 0;}
[data-testid="stBaseButton-primary"], [data-testid="stBaseButton-primaryFormSubmit"] {color: light-dark(#fff, #0b1318);}
[data-testid="stMultiSelect"] [data-tag], [data-testid="stMultiSelect"] [data-tag] * {color: light-dark(#fff, #0b1318);}
.et-brand {font-weight: 650; font-size: 1.06rem; letter-spacing: -.01em; white-space: nowrap;}
.et-brand .et-tag {font-weight: 450; margin-left: .35rem; vertical-align: .1rem;}
.et-views {list-style: none; margin: 0 !important; padding: 0 !important; display: grid; gap: .5rem; max-height: 40vh;
  overflow-y: auto;}
.et-views li {margin: 0; padding: 0; font-size: .95rem; overflow-wrap: anywhere; line-height: 1.35;}
[data-testid="stPageLink-NavLink"]:focus-visible, .et-views a:focus-visible {outline: 2px solid currentColor;
  outline-offset: 1px;}
.et-views a {color: inherit; font-weight: 560;}
.st-key-navigation {gap: .1rem .15rem !important;}
.et-count {font-size: .93rem; opacity: .85; font-variant-numeric: tabular-nums;}
.et-count b {font-weight: 650; opacity: 1;}
.et-box {display: flex; gap: .6rem; padding: .6rem .8rem; border-radius: .5rem; font-size: .93rem; border: 1px solid;
  overflow-wrap: anywhere; line-height: 1.4;}
.et-box ul {margin: .3rem 0 0 1rem; padding: 0;}
.et-note {border-color: rgba(90,130,160,.45); background: rgba(90,130,160,.10);}
.et-good {border-color: rgba(40,140,90,.5); background: rgba(40,140,90,.11);}
.et-warning {border-color: rgba(190,130,0,.55); background: rgba(220,160,0,.12);}
.et-error {border-color: rgba(200,60,50,.55); background: rgba(200,60,50,.10);}
.et-more, .et-small {font-size: .84rem; opacity: .8;}
.et-empty {padding: 2.2rem 1rem; text-align: center; border: 1px dashed rgba(120,140,160,.5); border-radius: .6rem;
  line-height: 1.55;}
.et-welcome {text-align: center; padding: 2.5rem 0 .5rem; max-width: 44rem; margin: 0 auto;}
.et-welcome h1 {font-size: 1.9rem; padding: 0 0 .4rem;}
.et-empty strong {font-size: 1.05rem;}
.et-title {font-size: 1.06rem; font-weight: 620; line-height: 1.35; margin: .15rem 0 .5rem; overflow-wrap: anywhere;}
.et-tags {display: flex; flex-wrap: wrap; gap: .3rem; align-items: center;}
.et-tag {font-size: .78rem; border-radius: 1rem; padding: .06rem .55rem; border: 1px solid rgba(120,140,160,.5);
  white-space: nowrap;}
.et-tag.et-type {border-width: 0 0 0 .55rem; border-radius: .25rem; background: rgba(120,140,160,.16);}
.et-tag.et-status {border-style: dashed;}
.et-facts {display: grid; grid-template-columns: 6.2rem 1fr; gap: .28rem .7rem; font-size: .9rem; line-height: 1.4;
  margin: .4rem 0 .2rem !important; padding: 0 !important;}
.et-facts dt {opacity: .72; margin: 0;}
.et-facts dd {margin: 0; overflow-wrap: anywhere;}
.et-facts code, .et-code {font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .84em; padding: .05rem .3rem;
  border-radius: .25rem; background: rgba(120,140,160,.16);}
.et-quote {border-left: 3px solid rgba(120,140,160,.55); padding: .1rem 0 .1rem .8rem; font-size: .92rem; line-height: 1.55;
  white-space: pre-line; overflow-wrap: anywhere; margin: .35rem 0;}
.et-article {font-size: .97rem; line-height: 1.65; white-space: pre-wrap; overflow-wrap: anywhere; max-width: 46rem;}
.et-quote mark, .et-article mark {background: rgba(255,196,0,.36); color: inherit; border-radius: .2rem; padding: .02rem .08rem;
  box-decoration-break: clone; -webkit-box-decoration-break: clone;}
.et-article mark.et-here {background: rgba(255,150,0,.62);}
.et-quote, .et-article, .et-title, .et-source {unicode-bidi: plaintext;}
.et-source {font-size: .86rem; line-height: 1.45; overflow-wrap: anywhere;}
.et-source b {font-weight: 600;}
.et-key {display: flex; flex-wrap: wrap; gap: .1rem .8rem; font-size: .8rem; line-height: 1.35;}
.et-key span {white-space: nowrap;}
.et-key i {display: inline-block; width: .82rem; height: .82rem; margin-right: .28rem; vertical-align: -.1rem;}
.et-facts.et-wide {grid-template-columns: 15rem 1fr; max-width: 56rem;}
.et-article .et-aside {opacity: .7;}
.et-tile {line-height: 1.3; min-height: 5.4rem; overflow-wrap: anywhere;}
.et-tile b {font-size: 1.5rem; font-weight: 650; font-variant-numeric: tabular-nums; white-space: nowrap;}
.et-heading, .et-part {padding: 0 !important; margin: 0 !important;}
.et-heading {font-size: 1.25rem !important; margin-top: .8rem !important;}
.et-part {font-size: .98rem !important;}
@media (max-width: 1480px) {.st-key-navigation a > span:has([data-testid="stIconMaterial"]) {display: none;}}
@media (max-width: 640px) {
  .block-container, [data-testid="stMainBlockContainer"] {padding: 3.9rem .9rem 2rem;}
  .st-key-details {position: static; max-height: none;}
  .st-key-sheet_light, .st-key-sheet_dark {position: fixed; left: 0; right: 0; bottom: 0; z-index: 90; max-height: 56vh;
    overflow-y: auto; padding: .6rem .9rem 1rem; border-top: 1px solid rgba(120,140,160,.5);
    border-radius: .8rem .8rem 0 0; box-shadow: 0 -6px 24px rgba(0,0,0,.25);}
  .st-key-sheet_light {background: #ffffff;}
  .st-key-sheet_dark {background: #11171d;}
  .et-facts, .et-facts.et-wide {grid-template-columns: 1fr; gap: .1rem;}
  .et-facts dd {margin-bottom: .35rem;}
}
</style>
"""
