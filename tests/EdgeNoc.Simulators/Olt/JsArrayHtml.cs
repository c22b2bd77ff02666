using System.Text;

namespace EdgeNoc.Simulators.Olt;

/// <summary>Writes arrays as the GoAhead templates do: strings in single quotes, nothing escaped, one row a line.</summary>
internal static class JsArrayHtml
{
    public static StringBuilder Array(this StringBuilder html, string name, IEnumerable<string[]> rows, PageQuirks quirks = PageQuirks.None)
    {
        html.Append("var ").Append(name).Append(quirks.HasFlag(PageQuirks.Spaces) ? " = new Array (\n" : "=new Array(\n");
        if (quirks.HasFlag(PageQuirks.Comments)) html.Append("//\"0/1/1\",\"N/A\"\n");
        var isFirst = true;
        foreach (var row in rows)
        {
            if (!isFirst) html.Append(",\n");
            isFirst = false;
            html.Append('\'').AppendJoin("','", row).Append('\'');
        }

        return html.Append("\n);\n");
    }
}
