using System.Text;
using System.Text.Json;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Web.Lists;

/// <summary>A whole list as a file: what matches, in its order, written while it is read.</summary>
internal static class ListExport
{
    private const int FlushEvery = 1_000;

    public static async Task WriteAsync<T>(ListKind<T> kind, IEnumerable<T> rows, HttpContext http, SiteScope scope, string? format)
    {
        var request = ListRequest.Of(kind, http.Request.Query) with { After = null };
        var all = ListQuery.Run(kind, rows, request, scope, 2_000_000).Rows;
        var isJson = format == "json";
        http.Response.ContentType = isJson ? "application/json" : "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{kind.Key}.{(isJson ? "json" : "csv")}\"";
        await using var text = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: !isJson), 64 << 10, leaveOpen: true);
        if (isJson) await JsonAsync(kind, all, text, http.RequestAborted);
        else await CsvAsync(kind, all, text, http.RequestAborted);
    }

    private static async Task CsvAsync<T>(ListKind<T> kind, IReadOnlyList<T> rows, StreamWriter text, CancellationToken ct)
    {
        await text.WriteAsync(Csv.Row(["site_id", .. kind.Columns.Select(column => column.Key)]).AsMemory(), ct);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            await text.WriteAsync(Csv.Row([kind.Site(row), .. kind.Columns.Select(column => column.Value(row))]).AsMemory(), ct);
            if (i % FlushEvery == 0) await text.FlushAsync(ct);
        }
    }

    private static async Task JsonAsync<T>(ListKind<T> kind, IReadOnlyList<T> rows, StreamWriter text, CancellationToken ct)
    {
        await text.WriteAsync("[".AsMemory(), ct);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var cells = new Dictionary<string, string?>(StringComparer.Ordinal) { ["site_id"] = kind.Site(row) };
            foreach (var column in kind.Columns) cells[column.Key] = column.Value(row);
            await text.WriteAsync((i == 0 ? "\n" : ",\n").AsMemory(), ct);
            await text.WriteAsync(JsonSerializer.Serialize(cells, ListJson.Default.DictionaryStringString).AsMemory(), ct);
            if (i % FlushEvery == 0) await text.FlushAsync(ct);
        }

        await text.WriteAsync("\n]\n".AsMemory(), ct);
    }
}
