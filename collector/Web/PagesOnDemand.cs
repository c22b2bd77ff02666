using EdgeNoc.Collector.Api.Http;
using Microsoft.Extensions.Primitives;

namespace EdgeNoc.Collector.Web;

/// <summary>
/// The console's pages, made when the first person comes: they take 9 MB and part of a second, which an office that nobody looks at (and a second collector) need not spend.
/// Agents, gateways and programs of the API ask for what lies below <see cref="OfPrograms"/>; everything else is a person.
/// </summary>
internal sealed class PagesOnDemand(IEndpointRouteBuilder app) : EndpointDataSource, IDisposable
{
    private static readonly string[] OfPrograms = ["/api", "/openapi", "/assets", "/enrol", "/updates/v1", "/hooks", "/healthz"];

    private readonly Lock _gate = new();
    private CancellationTokenSource _made = new();
    private IReadOnlyList<Endpoint> _pages = [];
    private volatile bool _isTold;

    public override IReadOnlyList<Endpoint> Endpoints => _pages;

    public void Dispose() => _made.Dispose();

    public override IChangeToken GetChangeToken() => new CancellationChangeToken(_made.Token);

    /// <summary>Before the route of a request is looked for.</summary>
    public void MakeFor(PathString path)
    {
        if (_isTold || OfPrograms.Any(root => path.StartsWithSegments(root, StringComparison.Ordinal))) return;
        lock (_gate)
        {
            if (_isTold) return;
            var routes = new Routes(app);
            routes.MapRazorPages().RequireRateLimiting(RequestLimit.Policy);
            _pages = [.. routes.DataSources.SelectMany(source => source.Endpoints)];

            // Who hears of it asks for the next token at once, which must be a new one.
            using var told = Interlocked.Exchange(ref _made, new CancellationTokenSource());
            told.Cancel();
            _isTold = true;
        }
    }

    private sealed class Routes(IEndpointRouteBuilder app) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => app.ServiceProvider;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => app.CreateApplicationBuilder();
    }
}
