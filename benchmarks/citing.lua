-- Run by `pandoc lua`: the jobs in the file that is named first, each one line of JSON, are cited
-- and written to HTML in each of the ways below, in turn; prints the seconds that each took, once
-- all have been gone before. What comes out must be the same.

local RECORDS = 'references.json'
local HTML = {html_math_method = 'mathml', section_divs = true, wrap_text = 'none'}

local function meta_of(job, key, value)
  return {[key] = value, csl = job.csl, lang = job.lang,
    ['link-citations'] = true, ['link-bibliography'] = true}
end

local function beside(job)
  pandoc.mediabag.insert(RECORDS, 'application/vnd.citationstyles.csl+json', job.references)
  return meta_of(job, 'bibliography', RECORDS)
end

local ways = {
  -- records made into metadata, all blocks
  function(job)
    local doc = pandoc.read(job.document, 'json')
    local records = pandoc.read(job.references, 'csljson').meta.references
    doc.meta = meta_of(job, 'references', records)
    return pandoc.utils.citeproc(doc)
  end,
  -- records read by citeproc, all blocks
  function(job)
    local doc = pandoc.read(job.document, 'json')
    doc.meta = beside(job)
    return pandoc.utils.citeproc(doc)
  end,
  -- records read by citeproc, blocks that cite something
  function(job)
    local blocks, citing = pandoc.read(job.document, 'json').blocks, pandoc.List()
    for _, at in ipairs(job.citing) do citing:insert(blocks[at]) end
    local done = pandoc.utils.citeproc(pandoc.Pandoc(citing, beside(job))).blocks
    for number, at in ipairs(job.citing) do blocks[at] = done[number] end
    return pandoc.Pandoc(blocks)
  end,
}

local jobs, first = {}, {}
for line in io.lines(arg[1]) do jobs[#jobs + 1] = pandoc.json.decode(line, false) end
for _, is_measured in ipairs{false, true} do
  for number, way in ipairs(ways) do
    collectgarbage()
    local begun = os.clock()
    for at, job in ipairs(jobs) do
      local html = pandoc.write(way(job), 'html5', HTML)
      first[at] = first[at] or html
      assert(html == first[at], 'another outcome')
    end
    if is_measured then print(number, os.clock() - begun) end
  end
end
