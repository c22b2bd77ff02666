using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;

namespace EdgeNoc.Collector.Web.Static;

/// <summary>A file of the console.</summary>
/// <param name="ContentType">What it is.</param>
/// <param name="Bytes">All of it.</param>
/// <param name="Gzip">The same made small; null where that gains nothing.</param>
internal sealed record ConsoleAsset(string ContentType, byte[] Bytes, byte[]? Gzip);

/// <summary>
/// Styles, scripts and pictures, from the program itself: nothing is read from disk and nothing else can be asked for. Their address holds a mark of their content, so that a browser
/// keeps them for ever and never has one of another version.
/// </summary>
internal sealed class ConsoleAssets
{
    private const string Prefix = "console/";

    private readonly FrozenDictionary<string, ConsoleAsset> _all;

    public ConsoleAssets()
    {
        var assembly = typeof(ConsoleAssets).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var all = new Dictionary<string, ConsoleAsset>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            hash.AppendData(bytes);
            all[name[Prefix.Length..]] = Of(name, bytes);
        }

        _all = all.ToFrozenDictionary(StringComparer.Ordinal);
        Mark = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }

    /// <summary>Of the content of all of them.</summary>
    public string Mark { get; }

    /// <summary>Whether the libraries of others are there: they come from npm when the program is built.</summary>
    public bool IsComplete => Has("vendor/bootstrap.min.css") && Has("vendor/htmx.min.js");

    public bool Has(string path) => _all.ContainsKey(path);

    public string Url(string path) => $"/assets/{Mark}/{path}";

    public ConsoleAsset? Find(string path) => _all.GetValueOrDefault(path);

    private static ConsoleAsset Of(string name, byte[] bytes)
    {
        var type = Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            _ => "application/octet-stream",
        };
        return new ConsoleAsset(type, bytes, type == "image/png" ? null : Smaller(bytes));
    }

    private static byte[] Smaller(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal)) gzip.Write(bytes);
        return output.ToArray();
    }
}
