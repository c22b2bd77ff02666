namespace EdgeNoc.Agent.Probe;

/// <summary>What a look from outside showed of a box: nothing here needed a login.</summary>
internal sealed record Observation(string Address)
{
    /// <summary>The address as a url has it.</summary>
    public string UrlHost => Address.Contains(':', StringComparison.Ordinal) ? $"[{Address}]" : Address;

    /// <summary>The ports that took a connection, in order.</summary>
    public IReadOnlyList<int> OpenPorts { get; init; } = [];

    /// <summary>What a port said by itself, without control codes.</summary>
    public IReadOnlyDictionary<int, string> Banners { get; init; } = new Dictionary<int, string>();

    /// <summary>The answers to <c>GET /</c>.</summary>
    public IReadOnlyList<WebPage> Pages { get; init; } = [];

    /// <summary>Whether it answers ping; null when this machine may not ask.</summary>
    public bool? AnswersPing { get; init; }
}

/// <summary>The answer to <c>GET /</c> without credentials.</summary>
internal sealed record WebPage(int Port, bool Tls, int Status)
{
    public string? Server { get; init; }

    /// <summary>The login that the box asks for, as <c>Basic realm="GoAhead"</c>.</summary>
    public string? Challenge { get; init; }

    public string? Location { get; init; }

    public string? Title { get; init; }

    /// <summary>The first 64 kB.</summary>
    public string Body { get; init; } = "";

    /// <summary><c>http://192.0.2.10:88</c>.</summary>
    public string UrlOn(string address) => (Tls, Port) switch
    {
        (false, 80) => $"http://{address}",
        (true, 443) => $"https://{address}",
        _ => $"{(Tls ? "https" : "http")}://{address}:{Port}",
    };

    /// <summary>Whether a word stands anywhere in what came back.</summary>
    public bool Says(string word) => new[] { Server, Challenge, Location, Title, Body }.Any(text => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);
}
