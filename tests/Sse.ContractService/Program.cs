await Sse.ContractService.ServiceApp.Create(args).RunAsync();
