Console.Error.WriteLine("edgenoc-collector: no verb yet");
return 2;
