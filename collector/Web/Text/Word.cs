namespace EdgeNoc.Collector.Web.Text;

/// <summary>Something the console says, in its three languages side by side: one that is missing does not compile.</summary>
/// <param name="En">English.</param>
/// <param name="Id">Indonesian.</param>
/// <param name="Pt">Portuguese.</param>
internal sealed record Word(string En, string Id, string Pt)
{
    /// <summary>In a language by its code; English for anything else. <c>{0}</c> … stand for what is put in, <c>{{</c> for a brace.</summary>
    public string In(string language, params object?[] values)
    {
        var text = language switch { "id" => Id, "pt" => Pt, _ => En };
        return values.Length == 0 ? text.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal) : string.Format(System.Globalization.CultureInfo.InvariantCulture, text, values);
    }
}
