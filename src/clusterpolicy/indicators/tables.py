from clusterpolicy.datasets import load
def _ok(d): return d[d.iso_code.str.startswith('RU-') & ~d.iso_code.isin(['RU-NEN','RU-KHM','RU-YAN']) & ~d.iso_code.str.endswith('_X')]
def _fine(year, measure, value="value"):
    d = load("industry_detail"); d = d[(d.measure==measure)&(d.year==year)&(d.iso_code!='RU')&d.code.isin([str(i) for i in range(15,38)])]
    return d.assign(iso_code=d.iso_code.str.replace('_X',''), one=d.flag.fillna('').str.contains('single_firm|top1')).pivot(index="iso_code", columns="code", values=value)
def dominated_by_one_firm(year):
    return _fine(year, "firm_revenue", "one")
def region_industry_table(measure, year):
    if measure.startswith("firm"): return _fine(year, measure).fillna(0)
    d = load("industry"); d = _ok(d[(d.measure==measure)&(d.year==year)&(d.section!='TOTAL')])
    return d.pivot(index="iso_code", columns="section", values="value").fillna(0)
