using System.Text.Json;

namespace EdgeNoc.Agent.Commands;

/// <summary>Flat records for a person: a line each, <c>onu pon=0/2 onu=1 up=1 status=up rx_dbm=-28.86</c>.</summary>
internal static class RecordLines
{
    public static IEnumerable<string> Of(JsonElement records) =>
        records.EnumerateArray().Select(record => string.Join(' ', record.EnumerateObject().Select(field => field.Name is "measurement" or "table" ? $"{field.Value}" : $"{field.Name}={Text(field.Value)}")));

    // A name with blanks in quotes; control codes of a hostile device never reach the terminal.
    private static string Text(JsonElement value) => value.ValueKind != JsonValueKind.String ? value.GetRawText()
        : value.GetString()!.All(letter => letter > ' ' && letter != '"' && !char.IsControl(letter)) ? value.GetString()!
        : value.GetRawText();
}
