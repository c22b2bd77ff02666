using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.SiteCommands;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector site run SITE COMMAND …</c>: by the API of the running collector, which has the connection to the broker.</summary>
internal static class SiteRunCommand
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(Option<string> config)
    {
        var id = new Argument<string>("SITE") { Description = "Its id" };
        var words = new Argument<string[]>("COMMAND") { Description = "A command and what it takes, in order or as name=value; without it: which there are", Arity = ArgumentArity.ZeroOrMore };
        var run = new Command("run", "Have a site's agent do something: poll, check, ping, traceroute, show-interface, pause, log …") { id, words, config };
        run.SetAction((arguments, ct) => RunAsync(arguments.GetRequiredValue(config), arguments.GetRequiredValue(id), arguments.GetValue(words) ?? [], ct));
        return run;
    }

    private static async Task<int> RunAsync(string path, string site, string[] words, CancellationToken ct)
    {
        if (words.Length == 0 || CommandCatalogue.Find(words[0]) is not { } spec)
        {
            if (words.Length > 0) await Console.Error.WriteLineAsync($"edgenoc-collector: there is no command {Terminal.Plain(words[0])}; there are:");
            foreach (var known in CommandCatalogue.All) await Console.Error.WriteLineAsync($"  {Usage(known),-44} {known.Summary}");
            return ExitCode.Unusable;
        }

        var (args, problem) = CommandWords.Read(spec, [.. words.Skip(1)]);
        if (problem is not null) return Verb.Refuse($"{problem}; usage: site run SITE {Usage(spec)}");
        var problems = CommandCatalogue.Read(spec, args).Problems;
        foreach (var wrong in problems) await Console.Error.WriteLineAsync($"  ✘ {wrong.Argument}: {Terminal.Plain(wrong.Problem)}: {wrong.Remedy}");
        if (problems.Count > 0)
        {
            // It goes no further, and is in the audit like one that the API refuses.
            Verb.With(path, (_, db) =>
            {
                CommandAudit.Refused(db, DateTimeOffset.UtcNow, new Actor("verb", Environment.UserName, "verb"), site, spec.Name, args, "bad_request");
                return ExitCode.Fine;
            });
            return ExitCode.Unusable;
        }

        var load = CollectorConfigFile.Load(path);
        ConfigReport.Show(path, load);
        if (load.Config is not { } settings) return ExitCode.Unusable;
        return await WithTokenAsync(settings, token => SendAsync(settings, token, site, spec, args, ct));
    }

    private static string Usage(CommandSpec spec) => string.Join(' ', [spec.Name, .. spec.Parameters.Select(parameter => parameter.Required ? parameter.Name.ToUpperInvariant() : $"[{parameter.Name}=…]")]);

    /// <summary>Whoever may write the collector's database may do anything here: a token for this one call says so to the API, and is gone afterwards.</summary>
    private static async Task<int> WithTokenAsync(CollectorConfig config, Func<string, Task<int>> act)
    {
        var (id, token) = ("", "");
        var code = Verb.With(config, db =>
        {
            (id, token) = TokenStore.Add(db, $"{Environment.UserName} (verb)", Role.Admin, DateTimeOffset.UtcNow);
            return ExitCode.Fine;
        });
        if (code != ExitCode.Fine) return code;
        try
        {
            return await act(token);
        }
        finally
        {
            Verb.With(config, db =>
            {
                TokenStore.Remove(db, id);
                return ExitCode.Fine;
            });
        }
    }

    private static async Task<int> SendAsync(CollectorConfig config, string token, string site, CommandSpec spec, IReadOnlyDictionary<string, string> args, CancellationToken ct)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(40), MaxResponseContentBufferSize = 2 << 20 };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Here(config.Listen), $"/api/v1/sites/{Uri.EscapeDataString(site)}/commands"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new StringContent(JsonSerializer.Serialize(new CommandBody(spec.Name, args), ApiJson.Default.CommandBody), Encoding.UTF8, "application/json");
        try
        {
            using var answer = await http.SendAsync(request, ct);
            var body = await answer.Content.ReadAsStringAsync(ct);
            return answer.StatusCode == HttpStatusCode.OK ? Show(JsonSerializer.Deserialize(body, ApiJson.Default.CommandView)!) : ShowProblem(body);
        }
        catch (HttpRequestException error)
        {
            await Console.Error.WriteLineAsync($"edgenoc-collector: no collector answers at {config.Listen} ({error.Message}); start it: systemctl start edgenoc-collector");
            return ExitCode.NotWell;
        }
        catch (Exception error) when (error is JsonException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"edgenoc-collector: what answers at {config.Listen} gave no answer that can be read; see the collector's log");
            return ExitCode.NotWell;
        }
    }

    private static int Show(CommandView view)
    {
        foreach (var line in (view.Text ?? "").Split('\n').Where(line => line.Length > 0)) Console.WriteLine(Terminal.Whole(line));
        if (view.Records is { } records) Console.WriteLine(JsonSerializer.Serialize(records, Readable));
        if (view.CutFromBytes is { } bytes) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"‼ cut: the whole answer is {bytes / 1024} kB, 256 kB are sent"));
        var isDone = view.Outcome == CommandOutcome.Done;
        var words = $"{Terminal.Plain(view.Detail ?? (isDone ? "done" : "not done"))}{(view.Remedy is null ? "" : $": {Terminal.Plain(view.Remedy)}")}";
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isDone ? '✔' : '✘')} {view.Site} {view.Command}: {words} ({view.TookMs ?? 0:0} ms)"));
        return isDone ? ExitCode.Fine : ExitCode.NotWell;
    }

    private static int ShowProblem(string body)
    {
        var problem = JsonSerializer.Deserialize(body, ApiJson.Default.ApiProblem)!;
        Console.Error.WriteLine($"✘ {Terminal.Plain(problem.Detail)}: {Terminal.Plain(problem.Remedy)}");
        foreach (var error in problem.Errors ?? []) Console.Error.WriteLine($"  ✘ {Terminal.Plain(error.Path)}: {Terminal.Plain(error.Problem)}: {Terminal.Plain(error.Remedy)}");
        return ExitCode.NotWell;
    }

    /// <summary>One that listens everywhere is here too.</summary>
    private static Uri Here(Uri listen) => listen.Host is "0.0.0.0" or "[::]" or "*" or "+" ? new UriBuilder(listen) { Host = "127.0.0.1" }.Uri : listen;
}
