using System.Collections.Frozen;
using System.Text;

namespace EdgeNoc.Agent.Cabinet.Page.Http;

/// <summary>A file of the page.</summary>
/// <param name="ContentType">What it is.</param>
/// <param name="Bytes">All of it.</param>
internal sealed record Asset(string ContentType, byte[] Bytes);

/// <summary>The page's own files, from the program itself: nothing is read from disk, and nothing else can be asked for.</summary>
internal static class Assets
{
    private const string Prefix = "cabinet.page/";

    /// <summary>By path, such as <c>/page.css</c>; the page itself is <c>/index.html</c>.</summary>
    public static FrozenDictionary<string, Asset> All { get; } = typeof(Assets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => $"/{name[Prefix.Length..]}", Read, StringComparer.Ordinal);

    /// <summary>The page in a language.</summary>
    public static byte[] Index(string language) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(All["/index.html"].Bytes).Replace("lang=\"en\"", $"lang=\"{language}\"", StringComparison.Ordinal));

    private static Asset Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new Asset(TypeOf(Path.GetExtension(name)), bytes);
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".json" => "application/json",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
