using System.Text.Json;
using EdgeNoc.Collector.Alerts.Events;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Http;

namespace EdgeNoc.Collector.Api.External;

/// <summary>
/// <c>POST /api/v2/alerts</c>: alerts of Prometheus and whoever speaks like it. Each that can be used is taken, whatever its neighbours are; the
/// others are listed in the answer and put aside in <c>refused_events</c>.
/// </summary>
internal static class ExternalResource
{
    private const int MaxAlerts = 1000;
    private const string OwnSite = "external";

    public static void MapExternal(this RouteGroupBuilder v2) =>
        v2.MapPost("/alerts", async (ApiContext api, HttpContext http, ILoggerFactory loggers) =>
        {
            var (bytes, refused) = await JsonBody.BytesAsync(http.Request);
            if (bytes is null) return refused!;
            var (posted, problem) = Parse(bytes);
            if (problem is not null) return problem;
            var errors = new List<ApiError>();
            var read = posted!.Select((alert, index) => ExternalAlert.Of(alert, $"[{index}]", api.Now, errors)).ToList();
            api.Change((db, now) =>
            {
                foreach (var external in read.OfType<ExternalAlert>())
                {
                    if (external.Ends <= now) ExternalStore.Clear(db, external.Alert.Identity, external.Ends, now);
                    else ExternalStore.Raise(db, external, now);
                }

                foreach (var error in errors.Take(MaxAlerts))
                    EventStore.Refuse(db, OwnSite, null, RefusedEvent.Of(Refusal.Malformed, System.Text.Encoding.UTF8.GetBytes($"{error.Path} {error.Problem}")), now);
                return true;
            });
            if (errors.Count == 0) return Results.Ok();
            loggers.CreateLogger("EdgeNoc.Collector.Api.External").LogWarning("{Count} things were wrong with alerts that {Token} sent; see refused_events", errors.Count, Caller.Of(http.User).Id);
            return Problems.Of(
                StatusCodes.Status400BadRequest, "Some alerts cannot be used", $"{read.OfType<ExternalAlert>().Count()} of {read.Count} alerts were taken", "put right what errors lists", errors);
        }).ForOperators().Accepts<IReadOnlyList<PostedAlert>>("application/json").WithSummary("Take alerts of Prometheus-style senders")
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(void))).Refuses(400, 413, 415);

    private static (List<PostedAlert>? Alerts, IResult? Problem) Parse(byte[] bytes)
    {
        try
        {
            var alerts = JsonSerializer.Deserialize(bytes, ExternalJson.Default.ListPostedAlert);
            if (alerts is null || alerts.Contains(null!)) return (null, Problems.Invalid("", "is no list of alerts", "send a JSON array of objects"));
            return alerts.Count <= MaxAlerts ? (alerts, null) : (null, Problems.Invalid("", $"has {alerts.Count} alerts", $"send at most {MaxAlerts} at a time"));
        }
        catch (JsonException exception)
        {
            return (null, Problems.Invalid(exception.Path ?? "", "cannot be read", "send a JSON array of alerts as Alertmanager's API v2 has it"));
        }
        catch (InvalidOperationException)
        {
            return (null, Problems.Invalid("", "a text in it is no Unicode", "send UTF-8, and no half of a surrogate pair"));
        }
    }
}
