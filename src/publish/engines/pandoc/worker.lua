-- Run by `pandoc lua`: one job a line on standard input, one answer a line on
-- standard output, both JSON. A job's documents have lines of their own behind it, in the order
-- of their names in `lines`. The process stays warm between jobs.

local FORMAT = 'markdown-yaml_metadata_block-pandoc_title_block-mmd_title_block'
  .. '-raw_tex-raw_attribute-markdown_in_html_blocks-latex_macros'

-- HTML in a text is words like any other; its comments are nobody's to read.
local function words(html)
  if html:match('^<!%-%-') then return {} end
  return pandoc.Str(html)
end

local HTML_AS_WORDS = {
  RawInline = function(raw) return words(raw.text) end,
  RawBlock = function(raw)
    local shown = words(raw.text)
    return shown.t and pandoc.Para{shown} or {}
  end,
}

local latex = dofile((arg[0]:gsub('worker%.lua$', 'plaintex.lua')))

local MATHML = {html_math_method = 'mathml'}
local ESCAPES = {['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;'}

-- A formula as MathML with the author's own TeX; nothing where pandoc knows no such form.
local function mathml(math)
  local formula = pandoc.Math(math.mathtype, latex(math.text))
  local html = pandoc.write(pandoc.Pandoc{pandoc.Plain{formula}}, 'html5', MATHML)
  if not html:find('<math', 1, true) then return nil end
  local tex = math.text:gsub('[&<>]', ESCAPES):gsub('%%', '%%%%')
  return (html:gsub('(<annotation [^>]*>).-(</annotation>)', '%1' .. tex .. '%2'))
end

-- A formula that pandoc knows in other words only.
local function reworded(math)
  local html = latex(math.text) ~= math.text and mathml(math)
  return html and pandoc.RawInline('html', html) or nil
end

-- Whether a document, as JSON, may hold elements whose kind's name begins so. To look for the name
-- takes less than to walk through a document without any.
local function may_hold(json, kind)
  return json:find('"' .. kind, 1, true) ~= nil
end

local jobs = {}

-- The formulas of a document that can't be written as MathML, as a JSON list of TeX.
-- What pandoc logs of them is said of text 0, which there isn't.
local function unconverted(doc)
  local formulas = pandoc.List()
  doc:walk{Math = function(math) formulas:insert(math) end}
  io.stderr:write('@0\n')
  local found = {}
  for i, math in ipairs(formulas) do
    if not mathml(math) then found[#found + 1] = pandoc.json.encode(math.text) end
  end
  return '[' .. table.concat(found, ',') .. ']'
end

-- Markdown texts to pandoc documents. The JSON writer's text is passed on as it is.
-- A line in the log before each tells which of them a warning is about.
function jobs.read(job)
  local documents = {}
  for i, text in ipairs(job.texts) do
    io.stderr:write('@', i, '\n')
    local doc = pandoc.read(text, FORMAT)
    local json = pandoc.write(doc, 'json')
    if may_hold(json, 'Raw') then
      doc = doc:walk(HTML_AS_WORDS)
      json = pandoc.write(doc, 'json')
    end
    documents[i] = '{"document":' .. json
      .. ',"unconverted":' .. (may_hold(json, 'Math') and unconverted(doc) or '[]') .. '}'
  end
  return '[' .. table.concat(documents, ',') .. ']'
end

-- A Word file, by its path, to the blocks of its text.
function jobs.word(job)
  local file = assert(io.open(job.path, 'rb'))
  local data = file:read('a')
  file:close()
  return pandoc.write(pandoc.read(data, 'docx'), 'json')
end

local HTML = {html_math_method = 'mathml', section_divs = true, wrap_text = 'none'}

-- A document, which came as JSON, as an HTML fragment, as JSON.
local function html(doc, json)
  if may_hold(json, 'Math') then doc = doc:walk{Math = reworded} end
  return pandoc.json.encode(pandoc.write(doc, 'html5', HTML))
end

-- Where citeproc finds the records: not in the metadata, which would be made from them here, to
-- be read there again.
local RECORDS = 'references.json'

-- A document, cited. Those of its blocks that cite something, and the place of the list, have
-- the numbers `citing`: citeproc goes through all that it is given many times. A list without a
-- place stands at the end.
local function cited(job)
  local blocks = pandoc.read(job.document, 'json').blocks
  local citing = pandoc.List()
  for _, at in ipairs(job.citing) do citing:insert(blocks[at]) end
  pandoc.mediabag.insert(RECORDS, 'application/vnd.citationstyles.csl+json', job.references)
  local meta = {
    bibliography = RECORDS,
    csl = job.csl,
    lang = job.lang,
    ['link-citations'] = true,
    ['link-bibliography'] = true,
  }
  if #job.nocite > 0 then
    local items = pandoc.List()
    for _, key in ipairs(job.nocite) do
      items:insert(pandoc.Cite({}, {pandoc.Citation(key, 'NormalCitation')}))
    end
    meta.nocite = pandoc.MetaInlines(items)
  end
  local done = pandoc.utils.citeproc(pandoc.Pandoc(citing, meta)).blocks
  for number, block in ipairs(done) do blocks[job.citing[number] or #blocks + 1] = block end
  return pandoc.Pandoc(blocks)
end

-- A document and CSL-JSON records to an HTML fragment, cited.
function jobs.cite(job)
  return html(cited(job), job.document)
end

-- The same for the citing blocks of several texts: the document's blocks are one Div for each
-- text, and one for the list. The blocks of each as JSON, and an HTML fragment of the list.
function jobs.cite_together(job)
  local texts = pandoc.List()
  local blocks = cited(job).blocks
  for i = 1, #blocks - 1 do
    local parts = pandoc.List()
    for _, block in ipairs(blocks[i].content) do
      local document = pandoc.write(pandoc.Pandoc{block}, 'json')
      parts:insert(document:match('"blocks":%[(.*)%]}%s*$'))
    end
    texts:insert(parts)
  end
  local list = html(pandoc.Pandoc(blocks[#blocks].content), '')
  return '{"texts":' .. pandoc.json.encode(texts) .. ',"list":' .. list .. '}'
end

-- A document to an HTML fragment.
function jobs.write(job)
  return html(pandoc.read(job.document, 'json'), job.document)
end

-- Texts to their numbers, from 0, in the order in which the style sorts them as titles.
function jobs.sort(job)
  local order = pandoc.List()
  for _, block in ipairs(cited(job).blocks) do
    block:walk{Div = function(div)
      local number = div.identifier:match('^ref%-(%d+)$')
      if number then order:insert(tonumber(number)) end
    end}
  end
  return pandoc.json.encode(order)
end

for line in io.lines() do
  local job = pandoc.json.decode(line, false)
  for _, name in ipairs(job.lines) do job[name] = io.read() end
  local ok, answer = pcall(jobs[job.op], job)
  if ok then
    io.write('{"value":', answer, '}\n')
  else
    io.write('{"error":', pandoc.json.encode(tostring(answer)), '}\n')
  end
  io.flush()
end
