using EdgeNoc.Dashboards;
using EdgeNoc.Dashboards.Json;

// Writes every dashboard to a folder; what lies there and is none of ours stays.
if (args is not ["write", var folder])
{
    await Console.Error.WriteLineAsync("usage: edgenoc-dashboards write FOLDER   (of the repository: dashboards/json)");
    return 2;
}

Directory.CreateDirectory(folder);
foreach (var dashboard in AllDashboards.List)
{
    var path = Path.Combine(folder, $"{dashboard.Uid}.json");
    await File.WriteAllTextAsync(path, DashboardJson.Text(dashboard));
    Console.WriteLine(path);
}

return 0;
